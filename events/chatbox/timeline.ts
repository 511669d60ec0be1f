import type { Recorded } from '../core/event.ts';
import type { ChatEvent, MessagePosted } from './events.ts';
import type { Member } from './member.ts';
import type { ChatState, Removal } from './state.ts';
import { type Sight, sightOf } from './visibility.ts';

/** A member as a message names them. */
export interface Named {
  readonly id: string;
  readonly login: string;
}

/** A message as somebody sees it: facts only, no viewpoint. */
export interface MessageView {
  /** The message's id (a UUID). */
  readonly message: string;
  readonly revision: bigint;
  readonly at: string;
  readonly author: Named;
  /** The readers of a private message beside its author. */
  readonly to: readonly Named[] | undefined;
  /** None where this viewer may not read it any more. */
  readonly text: string | undefined;
  /** The logins of the members whom the log knows: those that a text names are mentions. */
  readonly logins: Pick<ReadonlySet<string>, 'has'>;
  readonly removal:
    | {
        readonly by: Named;
        readonly byAuthor: boolean;
        readonly reason: string | undefined;
        readonly restorable: boolean;
      }
    | undefined;
}

/** The message for everybody with this sight. Sight `nothing` has no view. */
export function messageView(
  posted: Recorded<MessagePosted>,
  sight: Exclude<Sight, 'nothing'>,
  state: ChatState,
): MessageView {
  const named = (id: string): Named => ({ id, login: state.members.get(id)?.login ?? '?' });
  const { message, author, to, text } = posted.data;
  const removal = state.removals.get(Number(posted.revision));
  return {
    message,
    revision: posted.revision,
    at: posted.meta.at,
    author: named(author),
    to: to?.map(named),
    text: sight === 'whole' || sight === 'restorable' ? text : undefined,
    logins: state.logins,
    removal: removal && viewOfRemoval(removal, author, sight, named),
  };
}

function viewOfRemoval(removal: Removal, author: string, sight: Sight, named: (id: string) => Named) {
  return {
    by: named(removal.by),
    byAuthor: removal.by === author,
    reason: sight === 'reason' || sight === 'restorable' ? removal.reason : undefined,
    restorable: sight === 'restorable',
  };
}

/** The messages among these events that a member sees, in the log's order. */
export function timeline(
  events: readonly Recorded<ChatEvent>[],
  member: Member | undefined,
  state: ChatState,
): MessageView[] {
  const views: MessageView[] = [];
  for (const event of events) {
    if (event.type !== 'MessagePosted') continue;
    const sight = sightOf(event, member, state);
    if (sight !== 'nothing') views.push(messageView(event, sight, state));
  }
  return views;
}
