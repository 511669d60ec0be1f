import { type Chat, openChat as open } from '../../events/chatbox/open.ts';
import type { EventStore } from '../../events/core/event-store.ts';
import { member, saveSettings } from './builders.ts';

export const owner = member('owner', { roles: ['owner'] });

/** A chat as it runs, on any store. */
export const openChat = (store: EventStore, keep?: number): Promise<Chat> =>
  open(store, 'main', keep === undefined ? {} : { keep });

/** The same, enabled, with a group of moderators. */
export async function enabledChat(store: EventStore, keep?: number): Promise<Chat> {
  const chat = await openChat(store, keep);
  if (!chat.state.settings.enabled) await chat.execute(saveSettings(owner, { enabled: true, moderators: 'board' }));
  return chat;
}
