import { chatCodec } from '../../events/chatbox/events.ts';
import type { StoredEvent } from '../../events/core/event-store.ts';
import { chatEnabled, envelope, introduced, member, noon, posted } from '../support/builders.ts';

/** Few enough to be introduced in one append. */
export const authors = Array.from({ length: 200 }, (_, i) => member(`member${i}`));

const beginning = [chatEnabled(), ...authors.map(introduced)];

/** The n-th event of a chat's history: it is enabled, its members come, and then they talk. */
export function nthEvent(n: number): StoredEvent {
  const author = authors[n % authors.length] ?? member('nobody');
  const key = `0.00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  const fact = beginning[n] ?? posted(author, `message ${n} of a long history`, { key, at: noon(n) });
  return chatCodec.encode(envelope(fact, n));
}

/** Events from the n-th on. */
export const eventsFrom = (n: number, count: number): StoredEvent[] =>
  Array.from({ length: count }, (_, i) => nthEvent(n + i));
