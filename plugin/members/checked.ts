import { foldLogin, Member } from '../../events/chatbox/member.ts';
import { ChatboxError } from '../../events/core/errors.ts';
import type { MemberDirectory } from './directory.ts';
import { mapMembers } from './map-members.ts';

/** An account that the log could not take, for its login above all: nobody could address it. */
const UNFIT = 'MEMBER_UNFIT';
export const isUnfit = (error: unknown): boolean => error instanceof ChatboxError && error.code === UNFIT;

/**
 * What the site's accounts answer, as the log takes it: logins are folded, and members that do not fit are told to the
 * site's log, once each. They are known to nobody, and get `MEMBER_UNFIT` themselves.
 */
export function checkedDirectory(directory: MemberDirectory, log: (line: string) => void): MemberDirectory {
  const told = new Set<string>();

  function fitting(given: Member): Member | undefined {
    const member = Member.safeParse({ ...given, login: foldLogin(String(given.login)) });
    if (member.success) return member.data;
    const [issue] = member.error.issues;
    const field = String(issue?.path[0]);
    const what = `the account ${JSON.stringify(given.id)} has ${field} ${JSON.stringify(Reflect.get(given, field))}`;
    const todo =
      field === 'login'
        ? 'a login is 3 to 30 of a-z, 0-9, "_", and within it "." and "-": rename it, or map it in your member directory'
        : `${issue?.message}: mend it in your member directory`;
    const line = `${what}, so it cannot use the chat; ${todo}.`;
    if (!told.has(line)) log(line);
    told.add(line);
    return undefined;
  }

  return {
    ...mapMembers(directory, fitting),
    viewer: async (context) => {
      const viewer = await directory.viewer(context);
      if (viewer === undefined) return undefined;
      const member = fitting(viewer.member);
      if (member === undefined) throw new ChatboxError(UNFIT, 'This account has no login that the chat can use.');
      return { ...viewer, member };
    },
  };
}
