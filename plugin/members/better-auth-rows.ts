import { z } from 'zod';
import { type AccountRows, Session, type SessionRow, User, type UserRow, userRow } from './account-rows.ts';

interface Condition {
  readonly field: string;
  readonly operator?: 'in';
  readonly value: string | string[];
}

/** What is used of a `betterAuth()` instance. */
export interface BetterAuth {
  readonly $context: Promise<{
    readonly secret: string;
    readonly authCookies: { readonly sessionToken: { readonly name: string } };
    readonly adapter: {
      findMany(query: { model: string; where: Condition[]; limit: number }): Promise<unknown[]>;
    };
  }>;
}

/** Looks the accounts up through Better Auth's own adapter: for every database that it knows. */
export function betterAuthRows(auth: BetterAuth): AccountRows {
  // Not `internalAdapter.findSessions`: it joins in memory, each with each, some twenty times slower for 1,000 sessions.
  async function find<S extends z.ZodType>(model: string, schema: S, field: string, values: readonly string[]) {
    if (values.length === 0) return [];
    const { adapter } = await auth.$context;
    const where: Condition[] = [{ field, operator: 'in', value: [...values] }];
    return z.array(schema).parse(await adapter.findMany({ model, where, limit: values.length }));
  }

  async function usersBy(field: 'id' | 'username', values: readonly string[]): Promise<UserRow[]> {
    const now = Date.now();
    return (await find('user', User, field, values)).flatMap((user) => userRow(user, now) ?? []);
  }

  /** With their tokens. */
  async function sessionsBy(field: 'id' | 'token', values: readonly string[]) {
    const now = Date.now();
    const sessions = (await find('session', Session, field, values)).filter(({ expiresAt }) => expiresAt > now);
    const users = await usersBy('id', [...new Set(sessions.map(({ userId }) => userId))]);
    const byId = new Map(users.map((user) => [user.user, user]));
    return sessions.flatMap(({ id, token, userId }): (readonly [string, SessionRow])[] => {
      const user = byId.get(userId);
      return user ? [[token, { ...user, session: id }]] : [];
    });
  }

  return {
    sessionsByToken: async (tokens) => new Map(await sessionsBy('token', tokens)),
    sessionsById: async (ids) => (await sessionsBy('id', ids)).map(([, row]) => row),
    usersByLogin: (logins) => usersBy('username', logins),
  };
}
