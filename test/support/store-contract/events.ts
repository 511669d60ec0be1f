import { randomUUID } from 'node:crypto';
import type { EventStore, RecordedEvent, StoredEvent } from '../../../events/core/event-store.ts';

export function anEvent(text = 'hello', id: string = randomUUID()): StoredEvent {
  return { id, type: 'MessagePosted', v: 1, data: { text }, meta: { at: '2026-01-02T03:04:05.678Z' } };
}

/** Events whose texts are 0, 1, 2… from `first` on. */
export function someEvents(count: number, first = 0): readonly StoredEvent[] {
  return Array.from({ length: count }, (_, at) => anEvent(String(first + at)));
}

/** A stream of `count` events, in batches that an append can hold. */
export async function fill(store: EventStore, stream: string, count: number): Promise<readonly StoredEvent[]> {
  const events = someEvents(count);
  for (let from = 0; from < count; from += 1_000) {
    await store.append(stream, from === 0 ? 'no_stream' : BigInt(from - 1), events.slice(from, from + 1_000));
  }
  return events;
}

export async function readAll(store: EventStore, stream: string): Promise<readonly RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for (;;) {
    const page = await store.read(stream, { from: BigInt(all.length), limit: 4_096 });
    all.push(...page);
    if (page.length < 4_096) return all;
  }
}

/** What was written, as text: the order of keys and every code unit count. */
export function written(events: readonly StoredEvent[]): readonly string[] {
  return events.map(({ id, type, v, data, meta }) => JSON.stringify({ id, type, v, data, meta }));
}

export function texts(events: readonly RecordedEvent[]): readonly unknown[] {
  return events.map(({ data }) => data.text);
}

export function revisions(events: readonly RecordedEvent[]): readonly bigint[] {
  return events.map(({ revision }) => revision);
}

/** Revisions from `first` to `last`, both included; downwards when `first` is the greater. */
export function range(first: number, last: number): readonly bigint[] {
  const step = first <= last ? 1 : -1;
  return Array.from({ length: Math.abs(last - first) + 1 }, (_, at) => BigInt(first + at * step));
}
