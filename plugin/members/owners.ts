import type { Member } from '../../events/chatbox/member.ts';
import type { MemberDirectory } from './directory.ts';

/** The option `owners` names the first owners, whatever the accounts say of their roles. */
export function withOwners(directory: MemberDirectory, owners: readonly string[]): MemberDirectory {
  if (owners.length === 0) return directory;
  const owned = (member: Member): Member =>
    owners.includes(member.login) && !member.roles.includes('owner')
      ? { ...member, roles: [...member.roles, 'owner'] }
      : member;
  return {
    groups: () => directory.groups(),
    findByLogins: async (logins) => (await directory.findByLogins(logins)).map(owned),
    viewer: async (context) => {
      const viewer = await directory.viewer(context);
      return viewer && { ...viewer, member: owned(viewer.member) };
    },
    ...(directory.current && {
      current: async (sessions: readonly string[]) => {
        const members = await directory.current?.(sessions);
        return new Map([...(members ?? [])].map(([session, member]) => [session, owned(member)]));
      },
    }),
    ...(directory.onChange && {
      onChange: (listener: () => void) => directory.onChange?.(listener) ?? (() => undefined),
    }),
  };
}
