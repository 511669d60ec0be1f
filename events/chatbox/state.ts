import { Map as Dict } from 'immutable';
import type { Settings } from './commands.ts';
import { type LastPosts, noPosts } from './flood.ts';
import { type Keys, noKeys } from './keys.ts';
import { type Logins, loginsOf } from './logins.ts';
import { type Member, sameMember } from './member.ts';

export interface Mute {
  readonly until: string;
  readonly by: string;
  readonly reason: string;
}

export interface Removal {
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/** Who gave a setting its value, and when. */
export interface SettingOrigin {
  /** The member's id. */
  readonly by: string;
  readonly at: string;
}

/** What the log says so far of one chatbox. Immutable: a reader may keep it while the chat goes on. */
export interface ChatState {
  readonly settings: Settings;
  /** Revision of the last event that changed the settings; -1 before the first. */
  readonly settingsRevision: number;
  /** By its name, for each setting that was ever changed: nobody has to look for it among the messages. */
  readonly settingsOrigins: Dict<string, SettingOrigin>;
  /** Names of groups by id, as the settings named them last: a group may be gone by now. */
  readonly groupNames: Dict<string, string>;
  /** Members by id, as they were last introduced. */
  readonly members: Dict<string, Member>;
  /** The logins of these members. */
  readonly logins: Logins;
  readonly mutes: Dict<string, Mute>;
  /** The messages that are removed, by the revision of their `MessagePosted`. */
  readonly removals: Dict<number, Removal>;
  readonly recent: LastPosts;
  readonly keys: Keys;
  /** `at` of the last event; empty before the first. */
  readonly lastAt: string;
}

export const initialState = (): ChatState => ({
  settings: { enabled: false, group: undefined, moderators: undefined },
  settingsRevision: -1,
  settingsOrigins: Dict(),
  groupNames: Dict(),
  members: Dict(),
  logins: loginsOf([]),
  mutes: Dict(),
  removals: Dict(),
  recent: noPosts,
  keys: noKeys(),
  lastAt: '',
});

/** Whether the log says of a member what the accounts say of them. */
export function isIntroduced(member: Member, { members }: ChatState): boolean {
  const known = members.get(member.id);
  return known !== undefined && sameMember(known, member);
}

/** The mute in force at an instant (ISO 8601 UTC). */
export function muteOf(state: ChatState, member: string, now: string): Mute | undefined {
  const mute = state.mutes.get(member);
  return mute !== undefined && mute.until > now ? mute : undefined;
}

/** All mutes in force at an instant (ISO 8601 UTC), the first to end first. */
export const mutesAt = (state: ChatState, now: string): (Mute & { readonly member: string })[] =>
  [...state.mutes]
    .filter(([, { until }]) => until > now)
    .map(([member, mute]) => ({ member, ...mute }))
    .sort((a, b) => a.until.localeCompare(b.until));

export const groupName = (state: ChatState, group: string): string => state.groupNames.get(group) ?? group;
export const loginOf = (state: ChatState, member: string): string => state.members.get(member)?.login ?? member;
