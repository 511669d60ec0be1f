import type { Member } from './directory.ts';

const MOST = 10_000;

/** The members seen last, by login; the least recent is forgotten first. */
export function recentMembers() {
  const byLogin = new Map<string, Member>();
  return {
    add(member: Member): void {
      byLogin.delete(member.login);
      byLogin.set(member.login, member);
      const [oldest] = byLogin.keys();
      if (byLogin.size > MOST && oldest !== undefined) byLogin.delete(oldest);
    },
    named: (logins: readonly string[]): Member[] => logins.flatMap((login) => byLogin.get(login) ?? []),
  };
}
