import type { Member } from '../../events/chatbox/member.ts';
import { barred } from '../../events/chatbox/rights.ts';
import type { ChatState } from '../../events/chatbox/state.ts';

const MOST = 8;

/**
 * The first logins in their order that begin with a prefix, of members who may enter. All are looked at in each look-up,
 * and a club may have thousands: only the few that are kept are sorted.
 */
export function firstLogins(members: Iterable<Member>, prefix: string, state: ChatState): string[] {
  const found: string[] = [];
  for (const member of members) {
    const { login } = member;
    const last = found[MOST - 1];
    if (!login.startsWith(prefix) || (last !== undefined && login >= last) || found.includes(login)) continue;
    if (barred(member, state) !== undefined) continue;
    found.push(login);
    found.sort().splice(MOST);
  }
  return found;
}
