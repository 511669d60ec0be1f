import type { APIContext } from 'astro';
import type { Member } from '../../events/chatbox/member.ts';

export type { Member } from '../../events/chatbox/member.ts';

/** What a directory may read of a request. */
export type ViewerContext = Pick<APIContext, 'request' | 'url' | 'cookies' | 'locals'>;

/** Who a response is for. */
export interface Viewer {
  /** Names this log-in, and reaches the browser: an id or a hash, never the cookie or what would open it. */
  readonly session: string;
  readonly member: Member;
}

/** A group of the site's members, as the settings offer it. */
export interface Group {
  /** Stands in the log: it stays the same when the group is renamed, and is not given to another group later. */
  readonly id: string;
  readonly name: string;
  /** How many members it has. */
  readonly size: number;
}

/**
 * The site's accounts, as far as the chat needs them. The plugin owns none: a module named in the option `members`
 * exports one by default.
 *
 * @example
 * // src/members.ts
 * import { betterAuthDirectory } from 'astro-chatbox/members/better-auth';
 * export default betterAuthDirectory(async () => ({ auth, groups, groupsOf }));
 */
export interface MemberDirectory {
  /** Who asks; nobody for a visitor. Asked for every request, so it should cost little. */
  viewer(context: ViewerContext): Promise<Viewer | undefined>;
  /**
   * Who those sessions belong to by now, in one look-up; a session that is over is absent. Asked once a second for
   * the open streams. Without it, streams end every minute and authenticate anew.
   */
  current?(sessions: readonly string[]): Promise<ReadonlyMap<string, Member>>;
  groups(): Promise<readonly Group[]>;
  /** The members among those logins, which are folded already; an unknown one is absent. */
  findByLogins(logins: readonly string[]): Promise<readonly Member[]>;
  /** Drops what is remembered of who asks: the log of the chat knows of a change. */
  forget?(): void;
  /** Says "look again now", when somebody logged out or lost a right. Answers what ends the listening. */
  onChange?(listener: () => void): () => void;
}
