import { type ChatEvent, chatCodec, chatStream, type MessagePosted } from '../chatbox/events.ts';
import type { Recorded } from '../core/event.ts';
import type { EventStore } from '../core/event-store.ts';

/** The message that a removal or a restoration is about: it names it by its revision alone. */
export async function messageAbout(
  store: Pick<EventStore, 'read'>,
  chat: string,
  event: Recorded<ChatEvent>,
): Promise<Recorded<MessagePosted> | undefined> {
  if (event.type !== 'MessageRemoved' && event.type !== 'MessageRestored') return undefined;
  const [found] = await store.read(chatStream(chat), { from: BigInt(event.data.revision), limit: 1 });
  const posted = found && chatCodec.decode(found);
  return posted?.type === 'MessagePosted' ? posted : undefined;
}
