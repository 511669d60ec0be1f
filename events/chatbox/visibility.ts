import type { Recorded } from '../core/event.ts';
import type { MessagePosted } from './events.ts';
import type { Member } from './member.ts';
import { barred, isModerator } from './rights.ts';
import type { ChatState } from './state.ts';

/**
 * What a member sees of a message: all of it, a notice that it was removed, that notice with its reason (its author),
 * or the notice, its reason and the text (whoever may restore it).
 */
export type Sight = 'nothing' | 'whole' | 'removed' | 'reason' | 'restorable';

/** The one rule for who sees what, for page, stream, history and audit. A visitor sees nothing. */
export function sightOf(posted: Recorded<MessagePosted>, member: Member | undefined, state: ChatState): Sight {
  if (member === undefined || barred(member, state) !== undefined) return 'nothing';
  const { author, to } = posted.data;
  const mine = author === member.id;
  if (to !== undefined && !mine && !to.includes(member.id)) return 'nothing';
  const removal = state.removals.get(Number(posted.revision));
  if (removal === undefined) return 'whole';
  if (removal.by === author) return mine ? 'restorable' : 'removed';
  if (isModerator(member, state.settings)) return 'restorable';
  return mine ? 'reason' : 'removed';
}
