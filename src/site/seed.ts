import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { demoAccounts, demoGroups } from './accounts.ts';
import type { Auth } from './auth.ts';
import { write } from './database.ts';

const NOTES = 'CREATE TABLE IF NOT EXISTS site_note (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT';

/**
 * Fills accounts that were never used with members to try the site as, unless `CHATBOX_DEMO=0` is set; all of them or
 * none, and once, whatever starts or dies meanwhile. Answers whether these are such accounts.
 */
export async function seedAccounts(auth: Auth, database: DatabaseSync): Promise<boolean> {
  database.exec(NOTES);
  const noted = database.prepare("SELECT value FROM site_note WHERE name = 'seeded'");
  const isUsed = () => noted.get() !== undefined || database.prepare('SELECT 1 FROM user LIMIT 1').get() !== undefined;
  const note = (value: string) => database.prepare("INSERT OR IGNORE INTO site_note VALUES ('seeded', ?)").run(value);
  if (!isUsed()) {
    const { password } = await auth.$context;
    const demo = process.env.CHATBOX_DEMO !== '0';
    const hashes = await Promise.all(demo ? demoAccounts.map((account) => password.hash(account.password)) : []);
    await write(database, () => {
      if (isUsed()) return;
      if (demo) addDemoMembers(database, hashes);
      note(demo ? 'demo' : 'no');
    });
  }
  return noted.get()?.value === 'demo';
}

/** Straight into the tables: through Better Auth they would not all be in one transaction. */
function addDemoMembers(database: DatabaseSync, hashes: readonly string[]): void {
  const group = database.prepare('INSERT INTO member_group (id, name, folded) VALUES (?, ?, ?)');
  const member = database.prepare('INSERT INTO member_group_member (group_id, user_id) VALUES (?, ?)');
  const user = database.prepare(
    `INSERT INTO user (id, name, email, emailVerified, createdAt, updatedAt, username, role, banned)
     VALUES (?, ?, ?, 1, ?, ?, ?, ?, 0)`,
  );
  const account = database.prepare(
    `INSERT INTO account (id, accountId, providerId, userId, password, createdAt, updatedAt)
     VALUES (?, ?, 'credential', ?, ?, ?, ?)`,
  );
  for (const { id, name } of demoGroups) group.run(id, name, name.toLowerCase());
  const now = new Date().toISOString();
  for (const [index, { login, name, email, role, groups }] of demoAccounts.entries()) {
    const id = randomUUID();
    user.run(id, name, email, now, now, login, role);
    account.run(randomUUID(), id, id, hashes[index] ?? '', now, now);
    for (const one of groups) member.run(one, id);
  }
}
