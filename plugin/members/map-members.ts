import type { Member, MemberDirectory } from './directory.ts';

/** A directory whose members are changed on their way out; one that becomes nobody is absent from every answer. */
export function mapMembers(directory: MemberDirectory, map: (member: Member) => Member | undefined): MemberDirectory {
  return {
    groups: () => directory.groups(),
    findByLogins: async (logins) => (await directory.findByLogins(logins)).flatMap((member) => map(member) ?? []),
    viewer: async (context) => {
      const viewer = await directory.viewer(context);
      const member = viewer && map(viewer.member);
      return viewer && member && { ...viewer, member };
    },
    ...(directory.current && {
      current: async (sessions: readonly string[]) => {
        const members = [...((await directory.current?.(sessions)) ?? [])];
        return new Map(
          members.flatMap(([session, given]): [string, Member][] => {
            const member = map(given);
            return member ? [[session, member]] : [];
          }),
        );
      },
    }),
    ...(directory.forget && { forget: () => directory.forget?.() }),
    ...(directory.onChange && {
      onChange: (listener: () => void) => directory.onChange?.(listener) ?? (() => undefined),
    }),
  };
}
