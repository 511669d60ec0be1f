import { z } from 'zod';

/**
 * A login as accounts and addresses write it, once folded by `foldLogin`. It neither begins nor ends with a point or a
 * dash: the full stop after `@nadia.` is no part of a name.
 */
export const LOGIN_PATTERN = /^(?=.{3,30}$)[a-z0-9_][a-z0-9_.-]*[a-z0-9_]$/;

/** A login in the log, where the rule was wider once. */
export const LoggedLogin = z.string().regex(/^[a-z0-9_.-]{3,30}$/);

/** The one spelling of a login: compatibility forms and capitals come to the same. */
export const foldLogin = (text: string): string => text.normalize('NFKC').toLowerCase();

/** What the site's accounts say of a member. `login`, `name` and `id` are a person's identity. */
export const Member = z.object({
  id: z.string().min(1).max(128),
  login: z.string().regex(LOGIN_PATTERN),
  name: z.string().max(200),
  groups: z.array(z.string()),
  roles: z.array(z.string()),
});
export interface Member {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly groups: readonly string[];
  readonly roles: readonly string[];
}

/** Settings and menu are an owner's. An owner is not a moderator by that alone. */
export const isOwner = (member: Member): boolean => member.roles.includes('owner');

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

/** Whether the accounts still say the same of a member. */
export const sameMember = (a: Member, b: Member): boolean =>
  a.login === b.login && a.name === b.name && sameSet(a.groups, b.groups) && sameSet(a.roles, b.roles);
