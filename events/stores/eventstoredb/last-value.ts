import { randomUUID } from 'node:crypto';
import { StoreUnavailable } from '../../core/errors.ts';
import type { JsonObject } from '../../core/event.ts';
import type { RecordedEvent } from '../../core/event-store.ts';
import type { Connection, Lease } from './connection.ts';
import { failure, outcomeOf } from './outcomes.ts';
import { readPage } from './read.ts';
import { within } from './retry.ts';

/** Bounded streams whose bound was set, or found set, by this process. */
const bounded = new WeakMap<Connection, Set<string>>();

/** What a stream keeps: its last events, and none that is older than so many seconds. */
export interface Bound {
  readonly maxCount: number;
  readonly maxAge?: number;
}

/** Writes to a stream that keeps its last events only. Written twice after an unknown outcome, it does no harm. */
export async function writeLast(
  connection: Connection,
  stream: string,
  keep: Bound,
  type: string,
  data: JsonObject,
): Promise<void> {
  const known = bounded.get(connection) ?? new Set();
  bounded.set(connection, known);
  if (!known.has(stream)) await bound(connection, stream, keep);
  known.add(stream);
  const event = { id: randomUUID(), type, contentType: 'application/json' as const, data: { ...data }, metadata: {} };
  await attempt(connection, ({ client }) =>
    client.appendToStream(stream, event, { ...options(connection), expectedRevision: 'any' }),
  );
}

/** The newest events, newest first. */
export const readLast = (
  connection: Connection,
  stream: string,
  limit: number,
  signal?: AbortSignal,
): Promise<readonly RecordedEvent[]> =>
  readPage(connection, stream, { direction: 'backwards', limit, ...(signal && { signal }) });

/** Sets `$maxCount` where the stream has no metadata: an operator's own stays as it is. */
async function bound(connection: Connection, stream: string, keep: Bound): Promise<void> {
  try {
    await attempt(connection, ({ client }) =>
      client.setStreamMetadata(stream, { ...keep }, { ...options(connection), expectedRevision: 'no_stream' }),
    );
  } catch (error) {
    if (!(error instanceof StoreUnavailable) || outcomeOf(error.cause) !== 'conflict') throw error;
  }
}

const options = ({ credentials, timings }: Connection) => ({ credentials, deadline: timings.appendTimeout });

async function attempt(connection: Connection, call: (lease: Lease) => Promise<unknown>): Promise<void> {
  const lease = connection.lease();
  const { timings } = connection;
  try {
    await within(timings.appendTimeout + timings.grace, lease.hold(call(lease)));
    connection.answered();
  } catch (error) {
    connection.failed(lease, error);
    throw failure(error);
  }
}
