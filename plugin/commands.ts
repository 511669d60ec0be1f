import { randomUUID } from 'node:crypto';
import type { Member } from '../events/chatbox/member.ts';
import type { Chat } from '../events/chatbox/open.ts';
import { barred } from '../events/chatbox/rights.ts';
import { isIntroduced } from '../events/chatbox/state.ts';
import type { CommandMeta } from '../events/core/command.ts';

/** What every command carries; an id of its own where none follows from a form. */
export const commandMeta = (id: string = randomUUID()): CommandMeta => ({
  now: new Date().toISOString(),
  id,
  correlation: randomUUID(),
});

/**
 * Somebody comes to the chat: the log learns what the accounts say of them, also that they lost the right to enter, but
 * nothing of whoever never had it.
 */
export async function meet(chat: Chat, member: Member): Promise<void> {
  const { state } = chat;
  if (state.members.has(member.id) || barred(member, state) === undefined) await introduceTo(chat, member);
}

/** Writes what the accounts say of a member, where the log does not say it yet. */
export async function introduceTo(chat: Chat, member: Member): Promise<void> {
  if (isIntroduced(member, chat.state)) return;
  await chat.execute({ kind: 'IntroduceMember', meta: commandMeta(), actor: member });
}
