import type { AccountRows, UserRow } from './account-rows.ts';
import { type BetterAuth, betterAuthRows } from './better-auth-rows.ts';
import type { MemberChanges } from './changes.ts';
import type { Group, Member, MemberDirectory, Viewer } from './directory.ts';
import { sessionToken } from './session-token.ts';
import { together } from './together.ts';
import { viewerCache } from './viewer-cache.ts';

export type { AccountRows, SessionRow, UserRow } from './account-rows.ts';
export type { BetterAuth } from './better-auth-rows.ts';
export { sqliteRows } from './sqlite-rows.ts';

/** What a site on Better Auth tells of its members. */
export interface BetterAuthSite {
  /** With the plugin `username`; roles are read from `admin`'s column. Sessions must be kept in its database. */
  readonly auth: BetterAuth;
  readonly groups: () => readonly Group[] | Promise<readonly Group[]>;
  /** The ids of the groups of those users, in one look-up; a user without any may be absent. */
  readonly groupsOf: (
    users: readonly string[],
  ) => ReadonlyMap<string, readonly string[]> | Promise<ReadonlyMap<string, readonly string[]>>;
  /**
   * A quicker way to the same tables.
   * @example rows: sqliteRows(new DatabaseSync('./data/accounts.db'))
   */
  readonly rows?: AccountRows;
}

/**
 * Members whose accounts Better Auth keeps. `open` is called by the first request that needs it, so that nothing is
 * opened while pages are prerendered; when it fails, the next request tries again.
 *
 * @example
 * export default betterAuthDirectory(async () => ({ auth, groups, groupsOf }), changes);
 */
export function betterAuthDirectory(
  open: () => Promise<BetterAuthSite>,
  changes?: Pick<MemberChanges, 'onChange'>,
): MemberDirectory {
  const cache = viewerCache();
  changes?.onChange(cache.forget);
  let opened: ReturnType<typeof ready> | undefined;

  async function ready() {
    const site = await open();
    const { secret, authCookies } = await site.auth.$context;
    return { site, rows: site.rows ?? betterAuthRows(site.auth), secret, cookie: authCookies.sessionToken.name };
  }
  function accounts() {
    opened ??= ready().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  }

  async function membersOf<R extends UserRow>(rows: readonly R[]): Promise<(readonly [R, Member])[]> {
    if (rows.length === 0) return [];
    const { site } = await accounts();
    const groups = await site.groupsOf([...new Set(rows.map(({ user }) => user))]);
    return rows.map((row) => {
      const { user, login, name, roles } = row;
      return [row, { id: user, login, name, groups: groups.get(user) ?? [], roles }];
    });
  }

  const viewerOf = together(async (tokens): Promise<ReadonlyMap<string, Viewer>> => {
    const { rows } = await accounts();
    const byToken = await rows.sessionsByToken(tokens);
    const found = new Map(await membersOf([...byToken.values()]));
    const viewers = new Map<string, Viewer>();
    for (const [token, row] of byToken) {
      const member = found.get(row);
      if (member !== undefined) viewers.set(token, { session: row.session, member });
    }
    return viewers;
  });

  return {
    async viewer({ cookies }) {
      const { cookie: name, secret } = await accounts();
      const cookie = cookies.get(name)?.value;
      const token = cookie === undefined ? undefined : sessionToken(cookie, secret);
      return token === undefined ? undefined : cache.get(token, () => viewerOf(token));
    },
    async current(sessions) {
      const { rows } = await accounts();
      const found = await membersOf(await rows.sessionsById(sessions));
      return new Map(found.map(([{ session }, member]) => [session, member]));
    },
    async groups() {
      return (await accounts()).site.groups();
    },
    async findByLogins(logins) {
      const { rows } = await accounts();
      return (await membersOf(await rows.usersByLogin(logins))).map(([, member]) => member);
    },
    forget: cache.forget,
    ...(changes && { onChange: (listener: () => void) => changes.onChange(listener) }),
  };
}
