import type { Decider, Decision } from '../core/decider.ts';
import type { ChatCommand } from './commands.ts';
import type { ChatEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { facts } from './facts.ts';
import { mute, remove, restore, unmute } from './moderating.ts';
import { post } from './posting.ts';
import { saveSettings } from './settings.ts';
import { type ChatState, initialState } from './state.ts';

function decide(command: ChatCommand, state: ChatState): Decision<ChatEvent> {
  switch (command.kind) {
    case 'PostMessage':
      return post(command, state);
    case 'RemoveMessage':
      return remove(command, state);
    case 'RestoreMessage':
      return restore(command, state);
    case 'MuteMember':
      return mute(command, state);
    case 'UnmuteMember':
      return unmute(command, state);
    case 'SaveSettings':
      return saveSettings(command, state);
    case 'IntroduceMember':
      return { events: facts(command, state).introductions([command.actor]) };
    default:
      return command satisfies never;
  }
}

export const chatDecider: Decider<ChatState, ChatCommand, ChatEvent> = { initialState, decide, evolve };
