import { TooLargeForStore } from '../core/errors.ts';
import type { ExpectedRevision, StoredEvent } from '../core/event-store.ts';

/** What one append may hold, counted as in `encodeBatch`: EventStoreDB's own bound. */
const MAX_APPEND_BYTES = 1_048_576;
/** What one read may ask for. */
export const MAX_PAGE = 4_096;

/** An event whose JSON is text already, in the bytes that every retry repeats. */
export interface EncodedEvent {
  readonly id: string;
  readonly type: string;
  readonly v: number;
  readonly data: string;
  readonly meta: string;
}

/**
 * Throws a `RangeError` for an empty batch, and `TooLargeForStore` for more than `MAX_APPEND_BYTES` of types, data and
 * metadata.
 */
export function encodeBatch(events: readonly StoredEvent[]): readonly EncodedEvent[] {
  if (events.length === 0) throw new RangeError('An append needs at least one event.');
  const encoded = events.map(({ id, type, v, data, meta, json }) => ({
    id,
    type,
    v,
    data: json?.data ?? JSON.stringify(data),
    meta: json?.meta ?? JSON.stringify(meta),
  }));
  const bytes = encoded.reduce((sum, event) => sum + encodedBytes(event), 0);
  if (bytes > MAX_APPEND_BYTES) {
    throw new TooLargeForStore(`an append holds ${MAX_APPEND_BYTES} bytes at most, and this one has ${bytes}.`);
  }
  return encoded;
}

/** What an event counts towards `MAX_APPEND_BYTES`. */
export function encodedBytes({ type, data, meta }: EncodedEvent): number {
  return Buffer.byteLength(type) + Buffer.byteLength(data) + Buffer.byteLength(meta);
}

/** The last revision that the writer knows; -1 for none. */
export function expectedRevision(expected: ExpectedRevision): number {
  if (expected === 'no_stream') return -1;
  if (expected < 0n) throw new RangeError(`A revision is 0 or more, not ${expected}: expect 'no_stream' instead.`);
  return Number(expected);
}

/** Throws a `RangeError` for a limit that is not a whole number from 1 to `MAX_PAGE`. */
export function checkLimit(limit: number): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_PAGE) return;
  throw new RangeError(`A page holds 1 to ${MAX_PAGE} events, not ${limit}.`);
}

/**
 * What becomes of a batch: EventStoreDB's promise. The events that follow the expected revision decide: the same ones
 * in the same order (or a leading part of them) are a repeat, anything else is a conflict. -1 stands for no stream.
 */
export function judge(
  expected: number,
  current: number,
  ids: readonly string[],
  idsFrom: (revision: number, count: number) => readonly string[],
): 'write' | 'repeat' | 'conflict' {
  if (expected === current) return 'write';
  // Beyond the end nothing follows.
  const kept = idsFrom(expected + 1, ids.length);
  return ids.every((id, at) => id === kept[at]) ? 'repeat' : 'conflict';
}
