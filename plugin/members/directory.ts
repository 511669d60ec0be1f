import type { APIContext } from 'astro';
import type { Member } from '../../events/chatbox/member.ts';

export type { Member } from '../../events/chatbox/member.ts';

/** What a directory may look at to tell who asks. */
export type ViewerContext = Pick<APIContext, 'request' | 'cookies' | 'locals' | 'url'>;

/** Whom a response is for. */
export interface Viewer {
  /** Names the session and opens nothing: never the cookie itself. */
  readonly session: string;
  readonly member: Member;
}

/** A group of the site's members. */
export interface Group {
  readonly id: string;
  readonly name: string;
  /** How many members it has. */
  readonly size: number;
}

/** The site's accounts, as the plugin knows them: it owns none. */
export interface MemberDirectory {
  /** Who asks; none: a visitor. */
  viewer(context: ViewerContext): Promise<Viewer | undefined>;
  /**
   * Who these sessions are now; one that has ended is absent. Asked once a second for the open streams. Without it,
   * streams end every minute, so that they authenticate again.
   */
  current?(sessions: readonly string[]): Promise<ReadonlyMap<string, Member>>;
  groups(): Promise<readonly Group[]>;
  /** The members with these logins (folded); an unknown one is absent. */
  findByLogins(logins: readonly string[]): Promise<readonly Member[]>;
  /** Calls when somebody's rights or session may have changed: they are then looked up at once. */
  onChange?(listener: () => void): () => void;
}
