import type { ChatEvent } from '../../events/chatbox/events.ts';
import type { Recorded } from '../../events/core/event.ts';

/** The revision up to which a reader has everything; none for what no stream of ours has said. */
export function cursorOf(lastEventId: string | null): bigint | undefined {
  return lastEventId !== null && /^\d{1,15}$/.test(lastEventId) ? BigInt(lastEventId) : undefined;
}

/** The events from a revision on, out of those that memory holds; none where memory does not reach so far. */
export function recentFrom(
  recent: readonly Recorded<ChatEvent>[],
  from: bigint,
): readonly Recorded<ChatEvent>[] | undefined {
  const first = recent[0];
  if (first === undefined || first.revision > from) return undefined;
  let low = 0;
  let high = recent.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const revision = recent[middle]?.revision ?? from;
    if (revision < from) low = middle + 1;
    else high = middle;
  }
  return recent.slice(low);
}
