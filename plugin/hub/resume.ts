import type { ChatEvent } from '../../events/chatbox/events.ts';
import type { Chat } from '../../events/chatbox/open.ts';
import type { Recorded } from '../../events/core/event.ts';

/** Beyond this many missed events a fresh box costs less than their replay. */
export const MOST_MISSED = 300;

/** What a reader has seen, by its `Last-Event-ID`; none where that is no place from which this log can be told on. */
export function cursorOf(given: string | null, revision: bigint): bigint | undefined {
  if (given === null || !/^\d{1,15}$/.test(given)) return undefined;
  const seen = BigInt(given);
  return seen <= revision && revision - seen <= BigInt(MOST_MISSED) ? seen : undefined;
}

/** The events from a revision on: out of memory where it reaches so far, or from the store. */
export async function eventsFrom(chat: Chat, from: bigint): Promise<readonly Recorded<ChatEvent>[]> {
  const { recent } = chat;
  const first = recent[0]?.revision;
  if (first !== undefined && first <= from) return recent.filter(({ revision }) => revision >= from);
  return chat.read(from, 'forwards', MOST_MISSED);
}
