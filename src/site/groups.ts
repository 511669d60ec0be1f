import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Group } from 'astro-chatbox/members';
import { z } from 'zod';
import { write } from './database.ts';
import { Refusal } from './refusal.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS member_group (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    changes INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS member_group_member (
    group_id TEXT NOT NULL REFERENCES member_group (id) ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, user_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS member_group_of ON member_group_member (user_id);`;

const GroupRow = z.object({ id: z.string(), name: z.string(), size: z.number(), changes: z.number() });
const MemberRow = z.object({ id: z.string(), login: z.string(), name: z.string() });
const Pair = z.object({ user: z.string(), group: z.string() });

/** A group as an owner sees it. `changes` counts what happened to it: whoever deletes it says which one they saw. */
export type GroupDetails = Group & { readonly changes: number };
export type GroupMember = z.output<typeof MemberRow>;
export type Groups = ReturnType<typeof openGroups>;

const SELECT = `SELECT id, name, changes, (SELECT count(*) FROM member_group_member WHERE group_id = id) AS size
                FROM member_group`;

/** Who could be attached to a group is offered by name up to so many; any other login can be typed. */
export const MOST_OFFERED = 300;

/**
 * The groups of the club's members, in two tables beside Better Auth's. Each act concerns one membership, or says what
 * it replaces, so that two owners at once cannot undo each other's unseen.
 */
export function openGroups(database: DatabaseSync, changed: () => void) {
  database.exec(SCHEMA);
  const all = database.prepare(`${SELECT} ORDER BY folded`);
  const one = database.prepare(`${SELECT} WHERE id = ?`);
  const insert = database.prepare('INSERT INTO member_group (id, name, folded) VALUES (?, ?, ?)');
  const update = database.prepare('UPDATE member_group SET name = ?, folded = ?, changes = changes + 1 WHERE id = ?');
  const count = database.prepare('UPDATE member_group SET changes = changes + 1 WHERE id = ?');
  const remove = database.prepare('DELETE FROM member_group WHERE id = ?');
  const named = database.prepare('SELECT id FROM member_group WHERE folded = ? AND id <> ?');
  const attach = database.prepare('INSERT OR IGNORE INTO member_group_member (group_id, user_id) VALUES (?, ?)');
  const detach = database.prepare('DELETE FROM member_group_member WHERE group_id = ? AND user_id = ?');
  const withLogin = database.prepare('SELECT id FROM user WHERE username = ?');
  const membersOf = database.prepare(
    `SELECT user.id, user.username AS login, user.name FROM member_group_member JOIN user ON user.id = user_id
     WHERE group_id = ? AND username IS NOT NULL ORDER BY username`,
  );
  const othersThan = database.prepare(
    `SELECT id, username AS login, name FROM user
     WHERE username IS NOT NULL AND id NOT IN (SELECT user_id FROM member_group_member WHERE group_id = ?)
     ORDER BY username LIMIT ${MOST_OFFERED}`,
  );
  const groupsOf = database.prepare(
    `SELECT user_id AS user, group_id AS "group" FROM member_group_member
     WHERE user_id IN (SELECT value FROM json_each(?)) ORDER BY user_id, group_id`,
  );

  const find = (id: string): GroupDetails | undefined => GroupRow.optional().parse(one.get(id));
  /** @throws `groupGone` */
  const mustFind = (id: string): GroupDetails => {
    const group = find(id);
    if (group === undefined) throw new Refusal('groupGone');
    return group;
  };
  const freeName = (given: string, id: string): readonly [string, string] => {
    const name = groupName(given);
    const folded = name.normalize('NFKC').toLowerCase();
    if (named.get(folded, id) !== undefined) throw new Refusal('groupNameTaken', { name });
    return [name, folded];
  };
  const act = async <T>(work: () => T): Promise<T> => {
    const result = await write(database, work);
    changed();
    return result;
  };

  return {
    all: (): GroupDetails[] => z.array(GroupRow).parse(all.all()),
    find,
    members: (id: string): GroupMember[] => z.array(MemberRow).parse(membersOf.all(id)),
    /** Who is not in a group: the first by login, `MOST_OFFERED` of them. */
    others: (id: string): GroupMember[] => z.array(MemberRow).parse(othersThan.all(id)),
    groupsOf(users: readonly string[]): ReadonlyMap<string, readonly string[]> {
      const found = new Map<string, string[]>();
      for (const row of groupsOf.all(JSON.stringify(users))) {
        const { user, group } = Pair.parse(row);
        found.set(user, [...(found.get(user) ?? []), group]);
      }
      return found;
    },
    /** Answers its id, which no other group will ever have: the chat's history names groups by it. */
    create: (given: string, id = newId(given)): Promise<string> =>
      act(() => {
        insert.run(id, ...freeName(given, id));
        return id;
      }),
    /** `seen`: the name that is replaced. @throws `groupChanged` when somebody renamed it meanwhile */
    rename: (id: string, given: string, seen: string): Promise<void> =>
      act(() => {
        const { name } = mustFind(id);
        const [wanted, folded] = freeName(given, id);
        if (name === wanted) return;
        if (name !== seen) throw new Refusal('groupChanged', { name });
        update.run(wanted, folded, id);
      }),
    /** `seen`: its `changes` as the owner saw them. @throws `groupChanged` when it is not the same group any more */
    remove: (id: string, seen: number): Promise<void> =>
      act(() => {
        const { name, changes } = mustFind(id);
        if (changes !== seen) throw new Refusal('groupChanged', { name });
        remove.run(id);
      }),
    attach: (id: string, login: string): Promise<void> =>
      act(() => {
        mustFind(id);
        const user = z.object({ id: z.string() }).optional().parse(withLogin.get(login));
        if (user === undefined) throw new Refusal('memberUnknown', { login });
        if (attach.run(id, user.id).changes > 0) count.run(id);
      }),
    detach: (id: string, user: string): Promise<void> =>
      act(() => {
        mustFind(id);
        if (detach.run(id, user).changes > 0) count.run(id);
      }),
  };
}

const MAX_NAME = 40;

/** @throws `groupName` */
function groupName(given: string): string {
  const name = given.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (name === '' || [...name].length > MAX_NAME || /\p{Cc}|\p{Cf}/u.test(name)) {
    throw new Refusal('groupName', { most: MAX_NAME });
  }
  return name;
}

function newId(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30);
  return `${slug || 'group'}-${randomBytes(4).toString('hex')}`;
}
