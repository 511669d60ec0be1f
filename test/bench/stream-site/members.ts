import type { Member, MemberDirectory } from 'astro-chatbox/members';

/** The cookie `s12` is the session of member 12. */
const memberOf = (session: string): Member | undefined => {
  const n = /^s(\d+)$/.exec(session)?.[1];
  return n === undefined
    ? undefined
    : { id: `id-member${n}`, login: `member${n}`, name: `Member ${n}`, groups: [], roles: [] };
};

const directory: MemberDirectory = {
  async viewer({ request }) {
    const session = request.headers.get('cookie') ?? '';
    const member = memberOf(session);
    return member && { session, member };
  },
  async current(sessions) {
    return new Map(
      sessions.flatMap((session) => {
        const member = memberOf(session);
        return member === undefined ? [] : [[session, member] as const];
      }),
    );
  },
  groups: async () => [],
  findByLogins: async () => [],
};

export default directory;
