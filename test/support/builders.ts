import { randomUUID } from 'node:crypto';
import type { ChatCommand, PostMessage, SaveSettings } from '../../events/chatbox/commands.ts';
import { type ChatEvent, type ChatEventOf, chatStream } from '../../events/chatbox/events.ts';
import { digestOf, messageId } from '../../events/chatbox/keys.ts';
import type { Member } from '../../events/chatbox/member.ts';
import type { CommandMeta } from '../../events/core/command.ts';
import type { Recorded } from '../../events/core/event.ts';
import { uuidv5 } from '../../events/core/uuid.ts';

export const STREAM = chatStream('main');
/** The clock of the tests: seconds after noon. */
export const noon = (seconds = 0): string => new Date(Date.UTC(2026, 9, 12, 12) + seconds * 1000).toISOString();

export const member = (login: string, more: Partial<Member> = {}): Member => ({
  id: `id-${login}`,
  login,
  name: login[0]?.toUpperCase() + login.slice(1),
  groups: [],
  roles: [],
  ...more,
});

/** What happened, without its envelope. */
export type Fact = { [T in ChatEvent['type']]: Pick<ChatEventOf<T>, 'type' | 'data'> & Envelope }[ChatEvent['type']];
interface Envelope {
  readonly id?: string;
  readonly at?: string;
  readonly digest?: string;
}

export function envelope(fact: Fact, revision: number): Recorded<ChatEvent> {
  const { id = uuidv5('test', String(revision)), at = noon(), digest, type, data } = fact;
  const actor = { member: 'id-test', groups: [], roles: [] };
  const meta = { at, actor, $correlationId: id, $causationId: id, ...(digest !== undefined && { digest }) };
  return { id, type, v: 1, data, meta, revision: BigInt(revision) } as unknown as Recorded<ChatEvent>;
}

export const record = (facts: readonly Fact[]): Recorded<ChatEvent>[] => facts.map(envelope);

export const chatEnabled = (): Fact => ({ type: 'ChatEnabled', data: {} });
export const chatDisabled = (): Fact => ({ type: 'ChatDisabled', data: {} });
export const groupRestricted = (group: string, name?: string): Fact => ({
  type: 'GroupRestricted',
  data: { group, ...(name !== undefined && { name }) },
});
export const moderatorGroupSet = (group: string): Fact => ({ type: 'ModeratorGroupSet', data: { group } });
export const introduced = ({ id, login, name, groups, roles }: Member): Fact => ({
  type: 'MemberIntroduced',
  data: { member: id, login, name, groups: [...groups], roles: [...roles] },
});
export function posted(author: Member, text: string, more: { to?: Member[]; at?: string; key?: string } = {}): Fact {
  const key = more.key ?? `0.${randomUUID()}`;
  const message = messageId(STREAM, author.id, key);
  const to = more.to?.map(({ id }) => id);
  return {
    type: 'MessagePosted',
    data: { message, author: author.id, ...(to && { to }), text },
    id: message,
    at: more.at ?? noon(),
    digest: digestOf(key, text),
  };
}

/** What was done to the message of this revision. */
export const messageRemoved = (revision: number, by: Member, reason: string): Fact => ({
  type: 'MessageRemoved',
  data: { ...targetOf(revision), by: by.id, reason },
});
export const messageRestored = (revision: number, by: Member): Fact => ({
  type: 'MessageRestored',
  data: { ...targetOf(revision), by: by.id },
});
export const memberMuted = (member: Member, by: Member, until: string, reason: string): Fact => ({
  type: 'MemberMuted',
  data: { member: member.id, until, by: by.id, reason },
});
const targetOf = (revision: number) => ({ message: uuidv5('test', `message ${revision}`), revision });

const meta = (now: string, id: string = randomUUID()): CommandMeta => ({ now, id, correlation: randomUUID() });

/** A command without what every command brings. */
export type Asked<Kind extends ChatCommand['kind']> = Omit<Extract<ChatCommand, { kind: Kind }>, 'kind' | 'meta'> & {
  readonly now?: string;
};
export const ask = <Kind extends ChatCommand['kind']>(
  kind: Kind,
  { now = noon(), ...rest }: Asked<Kind>,
): ChatCommand => ({ kind, meta: meta(now), ...rest }) as unknown as ChatCommand;

export function postMessage(
  actor: Member,
  text: string,
  more: Partial<Pick<PostMessage, 'audience' | 'known' | 'key'>> & { now?: string } = {},
): PostMessage {
  const { now = noon(), key = `0.${randomUUID()}`, audience, known = [] } = more;
  return { kind: 'PostMessage', meta: meta(now, messageId(STREAM, actor.id, key)), actor, text, audience, known, key };
}

export function saveSettings(
  actor: Member,
  settings: Partial<SaveSettings['settings']>,
  more: Partial<Pick<SaveSettings, 'seen' | 'entitled' | 'known'>> = {},
): SaveSettings {
  return {
    kind: 'SaveSettings',
    meta: meta(noon()),
    actor,
    settings: { enabled: false, group: undefined, moderators: undefined, ...settings },
    seen: more.seen ?? -1,
    entitled: more.entitled ?? true,
    known: more.known ?? [],
  };
}
