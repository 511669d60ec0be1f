import { StoreUnavailable } from '../../core/errors.ts';
import type { ReadOptions, RecordedEvent } from '../../core/event-store.ts';
import type { Connection, Lease } from './connection.ts';
import { describe, NoAnswer, outcomeOf, text } from './outcomes.ts';
import { toOurs } from './recorded.ts';
import { backOff, pause } from './retry.ts';

const NEVER = new AbortController().signal;
const TRIES = 2;

/** A page, tried twice: the first call after a lost connection is the one that finds out. */
export async function readPage(
  connection: Connection,
  stream: string,
  { signal = NEVER, ...options }: ReadOptions,
): Promise<readonly RecordedEvent[]> {
  if (options.direction === 'backwards' && options.from !== undefined && options.from < 0n) return [];
  const { timings } = connection;
  for (let failures = 1; ; failures += 1) {
    signal.throwIfAborted();
    const lease = connection.lease();
    try {
      const page = await readOnce(lease, connection, stream, { signal, ...options });
      connection.answered();
      return page;
    } catch (error) {
      signal.throwIfAborted();
      if (text(error, 'type') === 'stream-not-found') return [];
      connection.failed(lease, error);
      if (failures === TRIES || outcomeOf(error) === 'refused' || error instanceof NoAnswer) {
        throw new StoreUnavailable(describe(error), { cause: error });
      }
      await pause(backOff(failures, timings.firstPause, timings.longestPause), signal);
    }
  }
}

/** The last revision of the stream, or -1n. */
export async function readHead(connection: Connection, stream: string, signal: AbortSignal): Promise<bigint> {
  const [last] = await readPage(connection, stream, { direction: 'backwards', limit: 1, signal });
  return last?.revision ?? -1n;
}

/** The client's reads know neither deadlines nor signals: a black hole would keep one pending for ever. */
function readOnce(
  { client, left }: Lease,
  { credentials, timings: { silence } }: Connection,
  stream: string,
  { from, direction = 'forwards', limit, signal }: ReadOptions & { readonly signal: AbortSignal },
): Promise<readonly RecordedEvent[]> {
  return new Promise((resolve, reject) => {
    const page: RecordedEvent[] = [];
    const fromRevision = from === undefined || from < 0n ? (direction === 'forwards' ? 'start' : 'end') : from;
    const reading = client.readStream(stream, { fromRevision, direction, maxCount: limit, credentials });
    const stop = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      left.removeEventListener('abort', leave);
      reading.off('data', take);
      // A page that is cut off leaves its call open on the server until it is cancelled.
      reading.cancel().catch(() => {});
      settle();
    };
    const abort = () => stop(() => reject(signal.reason));
    const leave = () => stop(() => reject(new NoAnswer('the node was given up.')));
    const timer = setTimeout(() => stop(() => reject(new NoAnswer(`no answer within ${silence} ms.`))), silence);
    const take = ({ event }: { event?: Parameters<typeof toOurs>[0] }) => {
      timer.refresh();
      if (event !== undefined) page.push(toOurs(event));
    };
    reading.on('data', take);
    reading.on('error', (error) => stop(() => reject(error)));
    reading.on('end', () => stop(() => resolve(page)));
    signal.addEventListener('abort', abort, { once: true });
    left.addEventListener('abort', leave, { once: true });
  });
}
