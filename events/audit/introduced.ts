import type { ChatEventOf } from '../chatbox/events.ts';
import type { Member } from '../chatbox/member.ts';

type Introduced = ChatEventOf<'MemberIntroduced'>['data'];

/** What the accounts say of a member: all of it at first, and then what changed. */
export function introductionOf(now: Introduced, known: Member | undefined, group: (id: string) => string): string {
  const listed = (ids: readonly string[]) => ids.join(', ') || 'none';
  if (known === undefined) {
    return `${now.login}, groups: ${listed(now.groups.map(group))}, roles: ${listed(now.roles)}`;
  }
  const changes = [
    change('login', known.login, now.login),
    change('name', `"${known.name}"`, `"${now.name}"`),
    changedSet('groups', known.groups, now.groups, (ids) => listed(ids.map(group))),
    changedSet('roles', known.roles, now.roles, listed),
  ].filter((one) => one !== '');
  return `${known.login}'s ${changes.join('; ') || 'account: as before'}`;
}

const change = (what: string, before: string, after: string): string =>
  before === after ? '' : `${what}: ${before} → ${after}`;

/** The accounts give a set in any order. */
function changedSet(
  what: string,
  before: readonly string[],
  after: readonly string[],
  words: (ids: readonly string[]) => string,
): string {
  const [old, now] = [[...before].sort(), [...after].sort()];
  return old.join('\n') === now.join('\n') ? '' : change(what, words(old), words(now));
}
