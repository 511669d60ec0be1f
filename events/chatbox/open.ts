import { Aggregate } from '../core/aggregate.ts';
import type { EventStore } from '../core/event-store.ts';
import type { ChatCommand } from './commands.ts';
import { chatDecider } from './decider.ts';
import { type ChatEvent, chatCodec, chatStream } from './events.ts';
import { chatSnapshots } from './snapshot.ts';
import type { ChatState } from './state.ts';

/** One chatbox, live. */
export type Chat = Aggregate<ChatState, ChatCommand, ChatEvent>;

/** Opens a chatbox by its id, on any store. */
export const openChat = (
  store: EventStore,
  id: string,
  more: { readonly keep?: number; readonly log?: (line: string) => void } = {},
): Promise<Chat> =>
  Aggregate.open({
    stream: chatStream(id),
    store,
    decider: chatDecider,
    codec: chatCodec,
    snapshots: chatSnapshots,
    ...more,
  });
