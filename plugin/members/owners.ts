import { isOwner } from '../../events/chatbox/member.ts';
import type { MemberDirectory } from './directory.ts';
import { mapMembers } from './map-members.ts';

/** The option `owners` names the first owners, whatever the accounts say of their roles. */
export function withOwners(directory: MemberDirectory, owners: readonly string[]): MemberDirectory {
  if (owners.length === 0) return directory;
  return mapMembers(directory, (member) =>
    owners.includes(member.login) && !isOwner(member) ? { ...member, roles: [...member.roles, 'owner'] } : member,
  );
}
