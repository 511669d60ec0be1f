import type { ChatCommand } from '../events/chatbox/commands.ts';
import type { ChatEvent } from '../events/chatbox/events.ts';
import type { ChatState } from '../events/chatbox/state.ts';
import type { Aggregate } from '../events/core/aggregate.ts';

export type Chat = Aggregate<ChatState, ChatCommand, ChatEvent>;
