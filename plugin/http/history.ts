import type { ChatEvent } from '../../events/chatbox/events.ts';
import type { Member } from '../../events/chatbox/member.ts';
import type { Chat } from '../../events/chatbox/open.ts';
import { type MessageView, timeline } from '../../events/chatbox/timeline.ts';
import type { Recorded } from '../../events/core/event.ts';

const PAGE = 256;
/** A member with few visible messages must not make one request read the whole log. */
const MAX_PAGES = 16;

/** Messages as one member sees them, oldest first. */
export interface HistoryPage {
  readonly views: readonly MessageView[];
  /** Where the page before this one ends; none at the beginning of the log. */
  readonly before: bigint | undefined;
}

/** The last messages that a member sees before a revision (default: up to now). */
export async function history(chat: Chat, member: Member, count: number, before?: bigint): Promise<HistoryPage> {
  let end = before ?? chat.revision + 1n;
  let views: MessageView[] = [];
  for (let page = 0; page < MAX_PAGES && views.length < count && end > 0n; page += 1) {
    const events = await pageBefore(chat, end);
    views = [...timeline(events, member, chat.state), ...views];
    // A page whose events are all unknown types moves the cursor too, and no further than others.
    end = events[0]?.revision ?? end - BigInt(PAGE);
  }
  const shown = views.slice(-count);
  const oldest = views.length > count ? shown[0]?.revision : end;
  return { views: shown, before: oldest !== undefined && oldest > 0n ? oldest : undefined };
}

async function pageBefore(chat: Chat, end: bigint): Promise<readonly Recorded<ChatEvent>[]> {
  const { recent } = chat;
  const first = recent[0]?.revision;
  if (first !== undefined && first < end) return recent.filter(({ revision }) => revision < end);
  return [...(await chat.read(end - 1n, 'backwards', PAGE))].reverse();
}
