import { z } from 'zod';

/** A user of the accounts, as a look-up answers it. */
export interface UserRow {
  readonly user: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** A session that still holds, with its user. */
export interface SessionRow extends UserRow {
  /** The id of the session's row; never its token. */
  readonly session: string;
}

/** How the accounts are looked up. Sessions that are over and users that are banned are absent from every answer. */
export interface AccountRows {
  /** By token. */
  sessionsByToken(tokens: readonly string[]): Promise<ReadonlyMap<string, SessionRow>>;
  sessionsById(ids: readonly string[]): Promise<readonly SessionRow[]>;
  usersByLogin(logins: readonly string[]): Promise<readonly UserRow[]>;
}

const date = z.union([z.date(), z.string(), z.number()]).transform((value) => new Date(value).getTime());

/** The columns of Better Auth's `user`, with those of its plugins `username` and `admin` where they are in use. */
export const User = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string().nullish(),
  role: z.string().nullish(),
  banned: z.union([z.boolean(), z.number()]).nullish(),
  banExpires: date.nullish(),
});
type User = z.output<typeof User>;

export const Session = z.object({ id: z.string(), token: z.string(), userId: z.string(), expiresAt: date });

/** Nobody without a login: they could neither be named nor addressed. */
export function userRow(user: User, now: number): UserRow | undefined {
  const banned = Boolean(user.banned) && (user.banExpires == null || user.banExpires > now);
  if (banned || user.username == null) return undefined;
  const roles = (user.role ?? '').split(',').filter((role) => role !== '');
  return { user: user.id, login: user.username, name: user.name.slice(0, 200), roles };
}
