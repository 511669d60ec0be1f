import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openStore, parseStore } from '../../events/stores/index.ts';
import { sessionSecret } from '../../src/site/data-folder.ts';
import { openAccounts } from '../../src/site/open-accounts.ts';
import { seedChat } from '../../src/site/seed-chat.ts';

/** A member who is logged in. */
export interface Poster {
  readonly cookie: string;
}

/** Real accounts with real sessions, written straight into their tables: a thousand log-ins would take minutes. */
export async function crowd(dataDir: string, count: number): Promise<Poster[]> {
  const accounts = await openAccounts(dataDir);
  const store = await openStore(parseStore(`sqlite:${join(dataDir, 'chatbox.db')}`));
  await seedChat(store, async (logins) =>
    (await accounts.rows.usersByLogin(logins)).map(({ user, login, name, roles }) => ({
      id: user,
      login,
      name,
      roles,
      groups: accounts.groups.groupsOf([user]).get(user) ?? [],
    })),
  );
  await store.close();
  const secret = sessionSecret(dataDir);
  const { database } = accounts;
  const user = database.prepare(
    `INSERT INTO user (id, name, email, emailVerified, createdAt, updatedAt, username, role, banned)
     VALUES (?, ?, ?, 1, ?, ?, ?, 'user', 0)`,
  );
  const session = database.prepare(
    'INSERT INTO session (id, token, userId, expiresAt, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const group = database.prepare("INSERT INTO member_group_member (group_id, user_id) VALUES ('chat', ?)");
  const now = new Date().toISOString();
  const later = new Date(Date.now() + 86_400_000).toISOString();
  database.exec('BEGIN');
  const posters = Array.from({ length: count }, (_, i): Poster => {
    const id = randomUUID();
    const token = randomBytes(24).toString('base64url');
    user.run(id, `Member ${i}`, `member${i}@bench.example`, now, now, `member${i}`);
    session.run(randomUUID(), token, id, later, now, now);
    group.run(id);
    const signature = createHmac('sha256', secret).update(token).digest('base64');
    return { cookie: `better-auth.session_token=${encodeURIComponent(`${token}.${signature}`)}` };
  });
  database.exec('COMMIT');
  accounts.close();
  return posters;
}
