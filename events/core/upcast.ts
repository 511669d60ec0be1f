import type { JsonObject } from './event.ts';
import type { StoredEvent } from './event-store.ts';

/** For each type, the steps from schema n to n + 1, keyed by n. */
export type Upcasters = Readonly<Record<string, Readonly<Record<number, (data: JsonObject) => JsonObject>>>>;

/** The data of an old event in today's shape. A missing step leaves the data as it is: the schema then judges. */
export function upcast(event: StoredEvent, to: number, upcasters: Upcasters): JsonObject {
  let data = event.data;
  for (let v = event.v; v < to; v += 1) data = upcasters[event.type]?.[v]?.(data) ?? data;
  return data;
}
