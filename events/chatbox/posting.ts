import type { Decision } from '../core/decider.ts';
import { type Address, addressOf } from './addressing.ts';
import type { PostMessage } from './commands.ts';
import type { ChatEvent } from './events.ts';
import { facts } from './facts.ts';
import { pauseOf } from './flood.ts';
import { digestOf, findKey, seenOf } from './keys.ts';
import type { Member } from './member.ts';
import { nearestLogin } from './nearest-login.ts';
import * as no from './refusals.ts';
import { barred, mustEnter } from './rights.ts';
import { type ChatState, muteOf } from './state.ts';
import { cleanText, FAR_TOO_LONG, isBlank, isTooLong, MAX_GRAPHEMES } from './text.ts';

export const MAX_RECIPIENTS = 20;

export function post(command: PostMessage, state: ChatState): Decision<ChatEvent> {
  const { actor, key, meta } = command;
  const digest = digestOf(key, command.text);
  const known = findKey(state.keys, meta.id);
  if (known !== undefined) {
    if (known.digest !== digest) throw new no.KeyReused();
    return { done: BigInt(known.revision) };
  }
  if (seenOf(key) < state.keys.floor) throw new no.KeyTooOld();
  mustEnter(actor, state);
  const mute = muteOf(state, actor.id, meta.now);
  if (mute !== undefined) throw new no.MemberIsMuted({ until: mute.until, reason: mute.reason });

  if (command.text.length > FAR_TOO_LONG) throw new no.MessageIsTooLong({ max: MAX_GRAPHEMES });
  const raw = cleanText(command.text);
  const address = addressOf(raw);
  mustAgree(command.audience, address);
  const readers = address.kind === 'private' ? readersOf(address.logins, command, state) : [];
  if (address.kind === 'malformed') throw new no.RecipientMalformed({ token: address.token.slice(0, 40) });
  if (isBlank(address.text)) throw new no.MessageIsEmpty();
  if (isTooLong(raw)) throw new no.MessageIsTooLong({ max: MAX_GRAPHEMES });
  mustNotFlood(actor.id, meta.now, state);

  const { fact, introductions } = facts(command, state);
  const to = readers.map(({ id }) => id);
  const data = { message: meta.id, author: actor.id, ...(to.length > 0 && { to }), text: address.text };
  const posted = fact('MessagePosted', data);
  return {
    events: [...introductions([actor, ...readers]), { ...posted, meta: { ...posted.meta, digest } }],
  };
}

function mustAgree(audience: PostMessage['audience'], address: Address): void {
  if (audience !== undefined && audience !== (address.kind === 'public' ? 'public' : 'private')) {
    throw new no.AudienceMismatch();
  }
}

function readersOf(logins: readonly string[], { actor, known }: PostMessage, state: ChatState): Member[] {
  if (logins.length > MAX_RECIPIENTS) throw new no.TooManyRecipients({ max: MAX_RECIPIENTS });
  const members = logins.map((login) => {
    const member = known.find((one) => one.login === login);
    if (member !== undefined) return member;
    const nearest = nearestLogin(login, actor.id, state);
    throw new no.RecipientUnknown({ login, ...(nearest !== undefined && { nearest }) });
  });
  const readers = members.filter(({ id }) => id !== actor.id);
  if (readers.length === 0) throw new no.RecipientIsSelf();
  const out = readers.find((one) => barred(one, state) !== undefined);
  if (out !== undefined) throw new no.RecipientCannotRead({ login: out.login });
  return readers;
}

function mustNotFlood(author: string, now: string, state: ChatState): void {
  const wait = pauseOf(state.recent, author, Date.parse(now), Date.parse(state.lastAt));
  if (wait > 0) throw new no.TooManyMessages({ seconds: Math.ceil(wait / 1000) });
}
