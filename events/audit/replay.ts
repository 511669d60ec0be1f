import type { Codec } from '../core/codec.ts';
import type { Event, Recorded } from '../core/event.ts';
import type { EventStore } from '../core/event-store.ts';

const PAGE = 1024;

/** The log of one stream from its beginning, page by page, in order. */
export async function* replay<E extends Event>(
  store: Pick<EventStore, 'read'>,
  stream: string,
  codec: Codec<E>,
): AsyncGenerator<Recorded<E>, void> {
  for (let next = 0n; ; ) {
    const page = await store.read(stream, { from: next, limit: PAGE });
    for (const event of page) {
      const decoded = codec.decode(event);
      if (decoded !== undefined) yield decoded;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    next = last.revision + 1n;
  }
}
