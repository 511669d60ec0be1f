import type { JSONEventData, ResolvedEvent } from '@eventstore/db-client';
import type { Json, JsonObject } from '../../core/event.ts';
import type { RecordedEvent, StoredEvent } from '../../core/event-store.ts';

export type Theirs = NonNullable<ResolvedEvent['event']>;

const utf8 = new TextEncoder();

/** An event as EventStoreDB keeps it: `v` stands beside the keys of `meta`, where its own UI shows it. */
export function toTheirs({ id, type, v, data, meta }: StoredEvent): JSONEventData {
  if ('v' in meta) throw new RangeError('The metadata of an event may not hold "v": it is the number of its schema.');
  // The client sends bytes as they are; an object would go through base64.
  const metadata = utf8.encode(JSON.stringify({ ...meta, v }));
  return { id, type, contentType: 'application/json', data, metadata };
}

/**
 * The event as it was appended. One that something else wrote keeps its place, so that the stream has no gap: what is
 * not a JSON object comes as `{ $raw }`, and without a schema number `v` is 0.
 */
export function toOurs(event: Theirs): RecordedEvent {
  const { v, ...meta } = object(event.metadata);
  return {
    stream: event.streamId,
    revision: event.revision,
    position: event.position?.commit ?? 0n,
    recordedAt: event.created.toISOString(),
    id: event.id,
    type: event.type,
    v: typeof v === 'number' ? v : 0,
    data: object(event.data),
    meta,
  };
}

function object(value: unknown): JsonObject {
  if (value === undefined) return {};
  if (value instanceof Uint8Array) return { $raw: Buffer.from(value).toString('base64') };
  return isObject(value) ? value : { $raw: JSON.stringify(value) };
}

/** JSON that was parsed holds nothing but JSON. */
const isObject = (value: unknown): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
