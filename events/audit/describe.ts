import type { ChatEvent, MessagePosted } from '../chatbox/events.ts';
import { type ChatState, groupName, loginOf } from '../chatbox/state.ts';
import type { Recorded } from '../core/event.ts';
import { introductionOf } from './introduced.ts';

/** One event in words, with the names that its members had then. The text of a private message is masked, and why it was removed. */
export interface Described {
  readonly revision: bigint;
  readonly at: string;
  readonly type: string;
  /** Login of who did it, or `ACCOUNTS`. */
  readonly by: string;
  readonly what: string;
}

/** In place of a login, and none itself: what the site's accounts say of a member is nothing that the member did. */
export const ACCOUNTS = '(accounts)';

const BEGINNING = 60;

/** What a description needs beside the event. */
export interface Around {
  readonly before: ChatState;
  /** The state after the event, so that it names whom the event introduces. */
  readonly after: ChatState;
  /** The message that the event is about, see `messageAbout`. */
  readonly about?: Recorded<MessagePosted> | undefined;
}

export const describe = (event: Recorded<ChatEvent>, around: Around): Described => ({
  revision: event.revision,
  at: event.meta.at,
  type: event.type,
  by: event.type === 'MemberIntroduced' ? ACCOUNTS : loginOf(around.after, event.meta.actor.member),
  what: wordsOf(event, around),
});

/** A group by the name that the settings gave it last, and by its id. */
export function groupIn(state: ChatState, id: string): string {
  const name = groupName(state, id);
  return name === id ? id : `"${name}" (${id})`;
}

function wordsOf(event: Recorded<ChatEvent>, { before, after, about }: Around): string {
  const login = (id: string) => loginOf(after, id);
  const group = (id: string) => groupIn(after, id);
  switch (event.type) {
    case 'GroupRestricted':
    case 'ModeratorGroupSet':
      return `group ${group(event.data.group)}`;
    case 'MemberIntroduced':
      return introductionOf(event.data, before.members.get(event.data.member), group);
    case 'MessagePosted': {
      const { to, text } = event.data;
      return to === undefined ? `to all: ${text}` : `to ${to.map(login).join(', ')}: (private text)`;
    }
    case 'MessageRemoved': {
      const { revision, reason } = event.data;
      // Of a private message it is its author's, to the readers alone.
      const isPublic = about !== undefined && about.data.to === undefined;
      return `${named(revision, about, login)}${isPublic && reason !== '' ? `: ${reason}` : ''}`;
    }
    case 'MessageRestored':
      return named(event.data.revision, about, login);
    case 'MemberMuted':
      return `${login(event.data.member)} until ${event.data.until}: ${event.data.reason}`;
    case 'MemberUnmuted':
      return login(event.data.member);
    default:
      return '';
  }
}

/** A message by its author and how it begins. */
function named(revision: number, about: Around['about'], login: (id: string) => string): string {
  if (about === undefined) return `message ${revision}`;
  const { author, to, text } = about.data;
  const signs = [...text];
  const beginning = signs.length > BEGINNING ? `${signs.slice(0, BEGINNING - 1).join('')}…` : text;
  return `${login(author)}'s message ${revision}, ${to === undefined ? `"${beginning}"` : '(private text)'}`;
}
