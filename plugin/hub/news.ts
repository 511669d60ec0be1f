import type { ChatEvent, MessagePosted } from '../../events/chatbox/events.ts';
import { messageAt } from '../../events/chatbox/message-at.ts';
import type { Chat } from '../../events/chatbox/open.ts';
import type { Recorded } from '../../events/core/event.ts';

/** Something that changes what is shown of a message: that it was posted, removed, or restored. */
export interface News {
  /** Of the event. */
  readonly revision: bigint;
  readonly posted: Recorded<MessagePosted>;
}

/** What these events tell, in their order. A message that was posted long ago is read from the store. */
export async function newsOf(events: readonly Recorded<ChatEvent>[], chat: Chat): Promise<News[]> {
  const news: News[] = [];
  for (const event of events) {
    const posted = await messageIn(event, chat);
    if (posted !== undefined) news.push({ revision: event.revision, posted });
  }
  return news;
}

async function messageIn(event: Recorded<ChatEvent>, chat: Chat): Promise<Recorded<MessagePosted> | undefined> {
  switch (event.type) {
    case 'MessagePosted':
      return event;
    case 'MessageRemoved':
    case 'MessageRestored':
      return messageAt(chat, BigInt(event.data.revision));
    default:
      return undefined;
  }
}
