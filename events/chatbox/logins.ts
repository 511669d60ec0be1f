import { Map as Dict } from 'immutable';
import type { Member } from './member.ts';

/** How many members have a login, by login. Two may: accounts give one on, and the log hears of its first owner later. */
export type Logins = Dict<string, number>;

/** The logins after a member was introduced. @param before as what they were known until then */
export function renamed(logins: Logins, before: string | undefined, login: string): Logins {
  if (before === login) return logins;
  const left = before === undefined ? logins : counted(logins, before, -1);
  return counted(left, login, 1);
}

function counted(logins: Logins, login: string, more: number): Logins {
  const count = logins.get(login, 0) + more;
  return count > 0 ? logins.set(login, count) : logins.delete(login);
}

/** The logins of these members. */
export const loginsOf = (members: Iterable<Pick<Member, 'login'>>): Logins =>
  Dict<string, number>().withMutations((logins) => {
    for (const { login } of members) counted(logins, login, 1);
  });
