import type { Recorded } from '../core/event.ts';
import type { MessagePosted } from './events.ts';
import type { Chat } from './open.ts';

/** A message by its revision, from memory or else from the log; none where that revision is something else. */
export async function messageAt(
  chat: Pick<Chat, 'recent' | 'read'>,
  revision: bigint,
): Promise<Recorded<MessagePosted> | undefined> {
  const near = chat.recent.findLast((event) => event.revision === revision);
  const [event] = near ? [near] : await chat.read(revision, 'forwards', 1);
  return event?.type === 'MessagePosted' && event.revision === revision ? event : undefined;
}
