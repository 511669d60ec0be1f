import { type Member, sameMember } from '../../events/chatbox/member.ts';
import type { MemberDirectory } from '../members/directory.ts';
import type { Connection } from './connection.ts';

/** After this many failed look-ups in a row nobody knows who is who: every stream has to authenticate again. */
const MOST_FAILURES = 5;
/** How long a stream lives where the directory cannot be asked, in ms. */
const UNASKED_LIFE = 60_000;

export interface Watched {
  readonly connections: () => Iterable<Connection>;
  readonly ended: (connection: Connection) => void;
  readonly changed: (connection: Connection, member: Member) => void;
  readonly unknown: (connection: Connection) => void;
  readonly log: (line: string) => void;
}

/** Asks the site's accounts who holds the open streams; one look-up at a time, and one more when asked meanwhile. */
export function watch(directory: Pick<MemberDirectory, 'current'>, watched: Watched): (now: number) => Promise<void> {
  let failures = 0;
  let running: Promise<void> | undefined;
  let again = false;

  async function look(now: number): Promise<void> {
    const all = [...watched.connections()];
    if (directory.current === undefined) {
      for (const one of all) if (now - one.since >= UNASKED_LIFE) watched.unknown(one);
      return;
    }
    if (all.length === 0) return;
    try {
      const sessions = [...new Set(all.map(({ viewer }) => viewer.session))];
      const members = await directory.current(sessions);
      failures = 0;
      for (const one of all) judge(one, members.get(one.viewer.session));
    } catch (error) {
      failures += 1;
      watched.log(`the members could not be looked up (${error instanceof Error ? error.message : error})`);
      // Fail closed: whoever lost a right meanwhile must not go on reading.
      if (failures >= MOST_FAILURES) for (const one of watched.connections()) watched.unknown(one);
    }
  }

  function judge(connection: Connection, member: Member | undefined): void {
    if (!connection.open) return;
    if (member?.id !== connection.viewer.member.id) watched.ended(connection);
    else if (member && !sameMember(member, connection.viewer.member)) watched.changed(connection, member);
  }

  return async function ask(now: number): Promise<void> {
    if (running !== undefined) {
      again = true;
      return running;
    }
    running = look(now);
    await running;
    running = undefined;
    if (!again) return;
    again = false;
    return ask(now);
  };
}
