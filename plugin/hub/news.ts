import type { ChatEvent, MessagePosted } from '../../events/chatbox/events.ts';
import type { Chat } from '../../events/chatbox/open.ts';
import type { Recorded } from '../../events/core/event.ts';
import { recentFrom } from './resume.ts';

/** Something that changes what is shown of a message: that it was posted, removed, or restored. */
export interface News {
  /** Of the event. */
  readonly revision: bigint;
  readonly posted: Recorded<MessagePosted>;
}

type Posts = ReadonlyMap<bigint, Recorded<MessagePosted>>;

/** What these events tell, in their order. A message that was posted long ago is read from the store. */
export async function newsOf(events: readonly Recorded<ChatEvent>[], chat: Chat): Promise<News[]> {
  const posts = await targetsOf(events, chat);
  return events.flatMap((event) => {
    const posted = event.type === 'MessagePosted' ? event : posts.get(targetOf(event) ?? -1n);
    return posted === undefined ? [] : [{ revision: event.revision, posted }];
  });
}

function targetOf(event: Recorded<ChatEvent>): bigint | undefined {
  const tells = event.type === 'MessageRemoved' || event.type === 'MessageRestored';
  return tells ? BigInt(event.data.revision) : undefined;
}

async function targetsOf(events: readonly Recorded<ChatEvent>[], chat: Chat): Promise<Posts> {
  const posts = new Map<bigint, Recorded<MessagePosted>>();
  for (const target of new Set(events.map(targetOf))) {
    if (target === undefined) continue;
    const known = recentFrom(chat.recent, target)?.[0] ?? (await chat.read(target, 'forwards', 1))[0];
    if (known?.type === 'MessagePosted' && known.revision === target) posts.set(target, known);
  }
  return posts;
}
