import type { Member, MemberDirectory } from '../../../../plugin/members/directory.ts';

const member = (login: string, groups: string[], roles: string[] = []): Member => ({
  id: `id-${login}`,
  login,
  name: login,
  groups,
  roles,
});
const members = [
  member('nadia', ['board'], ['owner']),
  member('olga', ['board'], ['owner']),
  member('kevin', ['chat']),
];

/** Whoever the cookie names. */
const directory: MemberDirectory = {
  viewer: async ({ cookies }) => {
    const found = members.find(({ login }) => login === cookies.get('who')?.value);
    return found && { session: `session-${found.login}`, member: found };
  },
  current: async (sessions) =>
    new Map(members.map((one) => [`session-${one.login}`, one] as const).filter(([id]) => sessions.includes(id))),
  groups: async () => [
    { id: 'board', name: 'Bureau', size: 2 },
    { id: 'chat', name: 'Chat', size: 1 },
    { id: 'empty', name: 'Anciens', size: 0 },
  ],
  findByLogins: async (logins) => members.filter(({ login }) => logins.includes(login)),
};
export default directory;
