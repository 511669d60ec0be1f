import type { ChatEvent } from '../chatbox/events.ts';
import { type ChatState, groupName, loginOf } from '../chatbox/state.ts';
import type { Recorded } from '../core/event.ts';

/** One event in words, with the names that its members had then. The text of a private message is masked. */
export interface Described {
  readonly revision: bigint;
  readonly at: string;
  readonly type: ChatEvent['type'];
  /** Login of who did it. */
  readonly by: string;
  readonly what: string;
}

/** @param state as it is after the event, so that it names whom the event introduces */
export function describe(event: Recorded<ChatEvent>, state: ChatState): Described {
  return {
    revision: event.revision,
    at: event.meta.at,
    type: event.type,
    by: loginOf(state, event.meta.actor.member),
    what: wordsOf(event, state),
  };
}

function wordsOf(event: Recorded<ChatEvent>, state: ChatState): string {
  const login = (id: string) => loginOf(state, id);
  const group = (id: string) => (groupName(state, id) === id ? id : `"${groupName(state, id)}" (${id})`);
  switch (event.type) {
    case 'GroupRestricted':
    case 'ModeratorGroupSet':
      return `group ${group(event.data.group)}`;
    case 'MemberIntroduced': {
      const { login: name, groups, roles } = event.data;
      return `${name}, groups: ${groups.map(group).join(', ') || 'none'}, roles: ${roles.join(', ') || 'none'}`;
    }
    case 'MessagePosted': {
      const { to, text } = event.data;
      return to === undefined ? `to all: ${text}` : `to ${to.map(login).join(', ')}: (private text)`;
    }
    case 'MessageRemoved':
      return `message ${event.data.revision}${event.data.reason && `: ${event.data.reason}`}`;
    case 'MessageRestored':
      return `message ${event.data.revision}`;
    case 'MemberMuted':
      return `${login(event.data.member)} until ${event.data.until}: ${event.data.reason}`;
    case 'MemberUnmuted':
      return login(event.data.member);
    default:
      return '';
  }
}
