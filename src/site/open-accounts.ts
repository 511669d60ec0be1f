import { join } from 'node:path';
import { memberChanges } from 'astro-chatbox/members';
import { type BetterAuthSite, sqliteRows } from 'astro-chatbox/members/better-auth';
import { createAttempts } from './attempts.ts';
import { createAuth, migrate } from './auth.ts';
import { sessionSecret } from './data-folder.ts';
import { openDatabase } from './database.ts';
import { openGroups } from './groups.ts';
import { seedAccounts } from './seed.ts';

/** The accounts of the site, opened. */
export type Accounts = Awaited<ReturnType<typeof openAccounts>>;

/**
 * Opens `accounts.db` in a folder, on two connections: Better Auth keeps a transaction open on its own while it hashes
 * a password, and whatever else ran there would fall into it.
 */
export async function openAccounts(folder: string, changes = memberChanges()) {
  const file = join(folder, 'accounts.db');
  const theirs = openDatabase(file, 1_000);
  const auth = createAuth(theirs, sessionSecret(folder), changes);
  await migrate(auth);
  const database = openDatabase(file, 0);
  const groups = openGroups(database, changes.notify);
  const demo = await seedAccounts(auth, database);
  return {
    auth,
    database,
    changes,
    groups,
    rows: sqliteRows(database),
    attempts: createAttempts(),
    /** Whether these are the accounts to try the site with, whose passwords everybody knows. */
    demo,
    close(): void {
      database.close();
      theirs.close();
    },
  };
}

/** What a directory of the members reads of them. */
export const siteOf = ({ auth, rows, groups }: Accounts): BetterAuthSite => ({
  auth,
  rows,
  groups: () => groups.all(),
  groupsOf: groups.groupsOf,
});
