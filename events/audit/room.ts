import { chatDecider } from '../chatbox/decider.ts';
import { type ChatEvent, chatCodec, chatStream, type MessagePosted } from '../chatbox/events.ts';
import type { Member } from '../chatbox/member.ts';
import { barred, isModerator } from '../chatbox/rights.ts';
import { type ChatState, mutesAt } from '../chatbox/state.ts';
import { type MessageView, messageView } from '../chatbox/timeline.ts';
import { type Sight, sightOf } from '../chatbox/visibility.ts';
import { ChatboxError } from '../core/errors.ts';
import type { Recorded } from '../core/event.ts';
import type { EventStore } from '../core/event-store.ts';
import { replay } from './replay.ts';

/** An instant of the past: after an event, or at a time (ISO 8601 UTC). */
export type Instant = { readonly revision: bigint } | { readonly time: string };

/** A message of the past. `masked`: it was private, and an audit reads neither its text nor why it was removed. */
export interface AuditedMessage {
  readonly view: MessageView;
  readonly masked: boolean;
}

export interface AuditedRoom {
  /** The last event that counts; -1n before the first. */
  readonly revision: bigint;
  /** When that event was; empty before the first. */
  readonly at: string;
  /** Whether the log holds nothing after it. */
  readonly isEnd: boolean;
  readonly state: ChatState;
  /** Through whose eyes; none: all that was there. */
  readonly as: Member | undefined;
  /** Why that member could not enter then. */
  readonly barred: ReturnType<typeof barred>;
  /** Who could not write then, as far as that member could know, the first to end first. */
  readonly mutes: ReturnType<typeof mutesAt>;
  /** The last messages, oldest first. */
  readonly messages: readonly AuditedMessage[];
  /** How many before those there were to be seen. */
  readonly older: number;
}

/**
 * The room as it was, from the log alone, and as one member could see it then: by the function that the live page
 * uses. @throws `AUDIT_MEMBER_UNKNOWN` when the chat had not met that login by then.
 */
export async function roomAt(
  store: Pick<EventStore, 'read'>,
  chat: string,
  instant: Instant,
  { login, messages: count = 50 }: { readonly login?: string | undefined; readonly messages?: number | undefined } = {},
): Promise<AuditedRoom> {
  let state = chatDecider.initialState();
  let revision = -1n;
  let isEnd = true;
  const log = () => replay(store, chatStream(chat), chatCodec);
  for await (const event of log()) {
    if (isAfter(event, instant)) {
      isEnd = false;
      break;
    }
    state = chatDecider.evolve(state, event);
    revision = event.revision;
  }
  const as = login === undefined ? undefined : memberNamed(login, state);
  const messages: AuditedMessage[] = [];
  let older = 0;
  // Read once more rather than kept: the state at the end says who sees what, and there may be millions.
  for await (const event of log()) {
    if (event.revision > revision) break;
    if (event.type === 'MessagePosted') messages.push(...audited(event, as, state));
    if (messages.length <= count) continue;
    messages.shift();
    older += 1;
  }
  return {
    revision,
    at: state.lastAt,
    isEnd,
    state,
    as,
    barred: as && barred(as, state),
    mutes: mutesAt(state, 'time' in instant ? instant.time : state.lastAt).filter(({ member }) =>
      knows(as, member, state),
    ),
    messages,
    older,
  };
}

const isAfter = (event: Recorded<ChatEvent>, instant: Instant): boolean =>
  'revision' in instant ? event.revision > instant.revision : event.meta.at > instant.time;

/** A mute concerns the muted one and moderators; an auditor sees all. */
const knows = (as: Member | undefined, muted: string, state: ChatState): boolean =>
  as === undefined || (barred(as, state) === undefined && (as.id === muted || isModerator(as, state.settings)));

function memberNamed(login: string, state: ChatState): Member {
  const member = state.members.find((one) => one.login === login);
  if (member !== undefined) return member;
  throw new ChatboxError('AUDIT_MEMBER_UNKNOWN', `The chat had not met "${login}" by then.`, { login });
}

/** Without a member, an auditor sees that a message was there; the removed ones with their reasons. */
function audited(event: Recorded<MessagePosted>, as: Member | undefined, state: ChatState): AuditedMessage[] {
  const sight: Sight = as === undefined ? 'restorable' : sightOf(event, as, state);
  if (sight === 'nothing') return [];
  const view = messageView(event, sight, state);
  return [event.data.to === undefined ? { view, masked: false } : { view: masked(view), masked: true }];
}

const masked = ({ removal, ...view }: MessageView): MessageView => ({
  ...view,
  text: undefined,
  removal: removal && { ...removal, reason: undefined },
});
