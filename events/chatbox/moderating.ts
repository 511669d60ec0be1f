import type { Decision } from '../core/decider.ts';
import type { MuteMember, RemoveMessage, RestoreMessage, UnmuteMember } from './commands.ts';
import type { ChatEvent } from './events.ts';
import { facts } from './facts.ts';
import { pauseOf } from './flood.ts';
import * as no from './refusals.ts';
import { isModerator, mustEnter } from './rights.ts';
import { type ChatState, muteOf } from './state.ts';
import { cleanText, isBlank } from './text.ts';
import { sightOf } from './visibility.ts';

/** A week. */
const MAX_MUTE_MINUTES = 7 * 24 * 60;
const MAX_REASON = 500;

/** A browser's field takes no more; half a sign is none. */
const reasonOf = ({ reason }: { readonly reason: string }): string =>
  cleanText(reason).trim().slice(0, MAX_REASON).toWellFormed();

/** A moderator removes a public message with a reason; an author removes their own, and owes none. */
export function remove(command: RemoveMessage, state: ChatState): Decision<ChatEvent> {
  const { actor, target } = command;
  const { message, author } = mustConcern(command, state);
  const revision = Number(target.revision);
  const reason = author === actor.id ? '' : reasonOf(command);
  if (state.removals.has(revision)) throw new no.MessageIsRemoved();
  if (author !== actor.id && isBlank(reason)) throw new no.ReasonIsMissing();
  return moderated(command, state, (fact) => fact('MessageRemoved', { message, revision, by: actor.id, reason }));
}

/** A moderator takes back a moderator's removal; an author takes back their own, and nobody else can. */
export function restore(command: RestoreMessage, state: ChatState): Decision<ChatEvent> {
  const { actor, target } = command;
  const { message, author } = mustConcern(command, state);
  const revision = Number(target.revision);
  const removal = state.removals.get(revision);
  if (removal === undefined) throw new no.MessageIsNotRemoved();
  const byAuthor = removal.by === author;
  if (byAuthor ? actor.id !== author : !isModerator(actor, state.settings)) throw new no.NotAModerator();
  if (byAuthor && !mayBeHeard(command, state)) throw new no.RestoringWaits();
  return moderated(command, state, (fact) => fact('MessageRestored', { message, revision, by: actor.id }));
}

export function mute(command: MuteMember, state: ChatState): Decision<ChatEvent> {
  const { actor, member, minutes } = command;
  mustModerate(command, state);
  const reason = reasonOf(command);
  const target = state.members.get(member);
  if (target === undefined) throw new no.MemberUnknown();
  if (isModerator(target, state.settings)) throw new no.MemberCannotBeMuted();
  if (!(minutes >= 1 && minutes <= MAX_MUTE_MINUTES)) throw new no.MuteIsOutOfRange({ max: MAX_MUTE_MINUTES });
  if (isBlank(reason)) throw new no.ReasonIsMissing();
  const until = new Date(Date.parse(command.meta.now) + minutes * 60_000).toISOString();
  return moderated(command, state, (fact) => fact('MemberMuted', { member, until, by: actor.id, reason }));
}

export function unmute(command: UnmuteMember, state: ChatState): Decision<ChatEvent> {
  mustModerate(command, state);
  if (muteOf(state, command.member, command.meta.now) === undefined) throw new no.MemberIsNotMuted();
  return moderated(command, state, (fact) => fact('MemberUnmuted', { member: command.member, by: command.actor.id }));
}

/** Whoever may not see a message learns nothing of it: to them, it does not exist. */
function mustConcern({ actor, target }: RemoveMessage | RestoreMessage, state: ChatState) {
  mustEnter(actor, state);
  if (sightOf(target, actor, state) === 'nothing') throw new no.MessageUnknown();
  const { author, to } = target.data;
  if (author === actor.id) return target.data;
  if (to !== undefined || !isModerator(actor, state.settings)) throw new no.NotAModerator();
  return target.data;
}

/** What is taken back is read again by everybody: a message like any other. */
function mayBeHeard({ actor, meta: { now } }: RestoreMessage, state: ChatState): boolean {
  if (muteOf(state, actor.id, now) !== undefined) return false;
  return pauseOf(state.recent, actor.id, Date.parse(now), Date.parse(state.lastAt)) === 0;
}

function mustModerate({ actor }: MuteMember | UnmuteMember, state: ChatState): void {
  mustEnter(actor, state);
  if (!isModerator(actor, state.settings)) throw new no.NotAModerator();
}

type Facts = ReturnType<typeof facts>;
function moderated(
  command: RemoveMessage | RestoreMessage | MuteMember | UnmuteMember,
  state: ChatState,
  event: (fact: Facts['fact']) => ReturnType<Facts['fact']>,
): Decision<ChatEvent> {
  const { fact, introductions } = facts(command, state);
  return { events: [...introductions([command.actor]), event(fact)] };
}
