import type { ChatCommand } from '../../events/chatbox/commands.ts';
import { chatDecider } from '../../events/chatbox/decider.ts';
import { type ChatEvent, chatCodec } from '../../events/chatbox/events.ts';
import { chatSnapshots } from '../../events/chatbox/snapshot.ts';
import type { ChatState } from '../../events/chatbox/state.ts';
import { Aggregate } from '../../events/core/aggregate.ts';
import type { EventStore } from '../../events/core/event-store.ts';
import { member, STREAM, saveSettings } from './builders.ts';

export const owner = member('owner', { roles: ['owner'] });

/** A chat as it runs, on any store. */
export const openChat = (store: EventStore, keep?: number): Promise<Aggregate<ChatState, ChatCommand, ChatEvent>> =>
  Aggregate.open({
    stream: STREAM,
    store,
    decider: chatDecider,
    codec: chatCodec,
    snapshots: chatSnapshots,
    ...(keep !== undefined && { keep }),
  });

/** The same, enabled, with a group of moderators. */
export async function enabledChat(store: EventStore, keep?: number) {
  const chat = await openChat(store, keep);
  if (!chat.state.settings.enabled) await chat.execute(saveSettings(owner, { enabled: true, moderators: 'board' }));
  return chat;
}
