import { OutcomeUnknown, RevisionConflict } from '../../core/errors.ts';
import type { Appended, ExpectedRevision, RecordedEvent, StoredEvent } from '../../core/event-store.ts';
import { MAX_PAGE } from '../batch.ts';
import type { Connection } from './connection.ts';
import { describe, failure, outcomeOf, property } from './outcomes.ts';
import { readPage } from './read.ts';
import { toTheirs } from './recorded.ts';
import { backOff, pause, within } from './retry.ts';

/** What the append and its repetitions have in common: every try sends the same. */
interface Append {
  readonly connection: Connection;
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly StoredEvent[];
  /** Cuts the pauses short. */
  readonly closing: AbortSignal;
}

/**
 * Tried again after an unknown outcome, always with the same ids and the same expected revision: EventStoreDB then
 * answers as the first time, durably. Reading the end of the stream and appending there would write twice.
 */
export async function append(asked: Append): Promise<Appended> {
  const { closing } = asked;
  const { timings } = asked.connection;
  let doubt = false;
  for (let failures = 0; ; ) {
    let error: unknown;
    try {
      return await appendOnce(asked);
    } catch (thrown) {
      error = thrown;
    }
    if (outcomeOf(error) === 'conflict') {
      const answer = await settleConflict(asked, error);
      if (answer) return answer;
      doubt = true;
    } else {
      doubt ||= outcomeOf(error) === 'unknown';
    }
    failures += 1;
    if (failures >= timings.tries || outcomeOf(error) === 'refused') {
      throw doubt ? new OutcomeUnknown(describe(error), { cause: error }) : failure(error);
    }
    await pause(backOff(failures, timings.firstPause, timings.longestPause), closing);
  }
}

async function appendOnce({ connection, stream, expected, events }: Append): Promise<Appended> {
  const { timings } = connection;
  const lease = connection.lease();
  try {
    // Credentials with the call select the unary append; the batched one hangs for ever on a lost reply.
    const sent = lease.hold(
      lease.client.appendToStream(stream, events.map(toTheirs), {
        expectedRevision: expected,
        credentials: connection.credentials,
        deadline: timings.appendTimeout,
      }),
    );
    // Looking for a node comes before the client's deadline begins.
    const { nextExpectedRevision, position } = await within(timings.appendTimeout + timings.grace, sent);
    connection.answered();
    return { revision: nextExpectedRevision, position: position?.commit ?? 0n };
  } catch (error) {
    connection.failed(lease, error);
    throw error;
  }
}

/** Reads what stands where the batch would: if it is the batch itself, an earlier try of it was written. */
async function settleConflict(asked: Append, error: unknown): Promise<Appended | undefined> {
  const { stream, expected, events } = asked;
  const first = expected === 'no_stream' ? 0n : expected + 1n;
  const actual = property(error, 'actualVersion');
  const head = typeof actual === 'bigint' ? actual : -1n;
  const conflict = new RevisionConflict(stream, String(expected), head);
  const revision = first + BigInt(events.length) - 1n;
  if (head < revision) throw conflict;
  const found = await readFrom(asked, first, events.length);
  if (found.some(({ id }, index) => id !== events[index]?.id)) throw conflict;
  // A node that lags behind the one that answered is asked again.
  const last = found[events.length - 1];
  return last && { revision, position: last.position };
}

async function readFrom({ connection, stream }: Append, first: bigint, count: number): Promise<RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  try {
    while (found.length < count) {
      const limit = Math.min(count - found.length, MAX_PAGE);
      const page = await readPage(connection, stream, { from: first + BigInt(found.length), limit });
      found.push(...page);
      if (page.length < limit) break;
    }
  } catch (cause) {
    throw new OutcomeUnknown(describe(cause), { cause });
  }
  return found;
}
