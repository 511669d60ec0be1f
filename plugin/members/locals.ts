import { createHash } from 'node:crypto';
import { z } from 'zod';
import { foldLogin, LOGIN_PATTERN, Member } from '../../events/chatbox/member.ts';
import type { Group, MemberDirectory, ViewerContext } from './directory.ts';
import { recentMembers } from './recent-members.ts';

type Locals = ViewerContext['locals'];

export interface LocalsOptions {
  /**
   * The member in `Astro.locals`, where it does not look as `localsMember` expects.
   * @example member: ({ user }) => user && { id: user.id, login: user.handle, name: user.fullName, groups: [], roles: [] }
   */
  readonly member?: (locals: Locals) => Member | undefined;
  /** The site's groups. Without it the chat can be restricted to none. */
  readonly groups?: () => Promise<readonly Group[]>;
  /** Without it, a private message reaches those whom this process has seen since it started, and nobody else. */
  readonly findByLogins?: (logins: readonly string[]) => Promise<readonly Member[]>;
}

const text = z.union([z.string(), z.number().transform(String)]);
const User = z.object({
  id: text,
  login: z.string().optional(),
  username: z.string().nullish(),
  name: z.string().nullish(),
  groups: z.array(z.string()).optional(),
  roles: z.array(z.string()).optional(),
  role: z.string().nullish(),
});
const WithUser = z.object({ user: User });
const WithSession = z.object({ session: z.object({ id: text }) });

/**
 * The member in `Astro.locals.user`: `{ id, login or username, name?, groups?, roles? or role? }`. A user without a login
 * that the chat can address, `LOGIN_PATTERN` once folded, is a visitor.
 */
export function localsMember(locals: Locals): Member | undefined {
  const found = WithUser.safeParse(locals);
  if (!found.success) return undefined;
  const { id, login, username, name, groups = [], roles, role } = found.data.user;
  const folded = foldLogin(login ?? username ?? '');
  if (!LOGIN_PATTERN.test(folded)) return undefined;
  return {
    id,
    login: folded,
    name: (name || folded).slice(0, 200),
    groups,
    roles: roles ?? (role ?? '').split(',').filter(Boolean),
  };
}

/**
 * Members whom a middleware of the site puts in `Astro.locals.user`. It has no `current`, since `locals` know of one
 * request alone: streams end every minute and authenticate anew.
 *
 * @example
 * export default localsDirectory({ groups: () => db.groups(), findByLogins: (logins) => db.members(logins) });
 */
export function localsDirectory(options: LocalsOptions = {}): MemberDirectory {
  const { member: memberIn = localsMember } = options;
  const seen = recentMembers();
  return {
    async viewer({ locals }) {
      const member = Member.optional().parse(memberIn(locals));
      if (member === undefined) return undefined;
      seen.add(member);
      return { session: sessionOf(locals, member), member };
    },
    groups: options.groups ?? (async () => []),
    findByLogins: options.findByLogins ?? (async (logins) => seen.named(logins)),
  };
}

/** A hash, whatever the site keeps there: it reaches the browser. Of the member alone, where `locals` hold no session. */
function sessionOf(locals: Locals, member: Member): string {
  const found = WithSession.safeParse(locals);
  const named = `${member.id}\n${found.success ? found.data.session.id : ''}`;
  return createHash('sha256').update(named).digest('base64url').slice(0, 32);
}

export default localsDirectory();
