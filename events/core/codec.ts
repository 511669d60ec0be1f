import { z } from 'zod';
import { ChatboxError } from './errors.ts';
import type { Event, JsonObject, Proposed, Recorded } from './event.ts';
import type { RecordedEvent, StoredEvent } from './event-store.ts';
import { type Upcasters, upcast } from './upcast.ts';

/** Between the domain's events and the store's. `encode` runs once for each event, before any retry. */
export interface Codec<E extends Event> {
  encode(event: Proposed<E>): Required<StoredEvent>;
  /** None for a type that this version does not know: a newer process wrote it, and it is skipped. */
  decode(event: RecordedEvent): Recorded<E> | undefined;
}

/** The schema of each type of event: strict when written, tolerant when read. */
export type EventSchemas<E extends Event> = {
  readonly [T in E['type']]: { readonly v: number; readonly data: z.ZodObject };
};

const Meta = z.looseObject({
  at: z.string(),
  actor: z.looseObject({ member: z.string(), groups: z.array(z.string()), roles: z.array(z.string()) }),
  $correlationId: z.string(),
  $causationId: z.string(),
  digest: z.string().optional(),
});

/** Keeps what was said as plain JSON; a codec that seals personal fields has the same two functions. */
export function plainCodec<E extends Event>(schemas: EventSchemas<E>, upcasters: Upcasters = {}): Codec<E> {
  const byType = new Map(
    Object.entries<EventSchemas<E>[E['type']]>(schemas).map(([type, { v, data }]) => [
      type,
      { v, written: data.strict(), read: data },
    ]),
  );
  return {
    encode({ id, type, v, data, meta }) {
      const schema = byType.get(type);
      if (schema?.v !== v) throw new ChatboxError('EVENT_UNKNOWN', `No schema ${v} for the event "${type}".`);
      const kept = schema.written.parse(data) as JsonObject;
      return { id, type, v, data: kept, meta, json: { data: JSON.stringify(kept), meta: JSON.stringify(meta) } };
    },
    decode(event) {
      const schema = byType.get(event.type);
      if (schema === undefined || event.v > schema.v) return undefined;
      const data = schema.read.safeParse(upcast(event, schema.v, upcasters));
      const meta = Meta.safeParse(event.meta);
      if (data.success && meta.success) {
        const { id, type, revision } = event;
        return { id, type, v: schema.v, data: data.data, meta: meta.data, revision } as unknown as Recorded<E>;
      }
      throw new ChatboxError(
        'EVENT_MALFORMED',
        `Event ${event.revision} of "${event.stream}" (${event.type}) does not fit its schema.`,
        { stream: event.stream },
        { cause: data.error ?? meta.error },
      );
    },
  };
}
