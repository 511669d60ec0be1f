import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { memberChanges, type ViewerContext } from 'astro-chatbox/members';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { admin, username } from 'better-auth/plugins';

/** A real Better Auth on a file of its own, with members whose sessions are made without hashing a password. */
export async function betterAuthSite() {
  const folder = mkdtempSync(join(tmpdir(), 'chatbox-accounts-'));
  const file = join(folder, 'accounts.db');
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL');
  const changes = memberChanges();
  const auth = betterAuth({
    database,
    secret: randomBytes(32).toString('base64url'),
    baseURL: 'http://localhost',
    logger: { disabled: true },
    emailAndPassword: { enabled: true },
    plugins: [username(), admin()],
    databaseHooks: changes.databaseHooks,
  });
  await (await getMigrations(auth.options)).runMigrations();
  const { internalAdapter } = await auth.$context;
  const groupsOf = new Map<string, string[]>();
  let lookUps = 0;

  return {
    auth,
    changes,
    database,
    second: () => new DatabaseSync(file, { readOnly: true }),
    groups: groupsOf,
    lookUps: () => lookUps,
    site: {
      auth,
      groups: () => [{ id: 'chat', name: 'Chat', size: 1 }],
      groupsOf: (users: readonly string[]) => {
        lookUps += 1;
        return new Map(users.map((user) => [user, groupsOf.get(user) ?? []]));
      },
    },
    async member(login: string, data: Record<string, unknown> = {}): Promise<string> {
      const email = `${login}@club.example`;
      const { id } = await internalAdapter.createUser(
        { email, name: login, username: login, ...data },
        { method: 'admin' },
      );
      return id;
    },
    /** A log-in as a browser would hold it. */
    async session(user: string) {
      const { token, id } = await internalAdapter.createSession(user);
      return { token, id, cookie: await signed(token, (await auth.$context).secret) };
    },
    end: (token: string) => internalAdapter.deleteSession(token),
    close() {
      database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function signed(token: string, secret: string): Promise<string> {
  const key = await crypto.subtle.importKey('raw', Buffer.from(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return `${token}.${Buffer.from(await crypto.subtle.sign('HMAC', key, Buffer.from(token))).toString('base64')}`;
}

/** What a request with those cookies looks like to a directory. */
export function asking(cookies: Record<string, string> = {}, locals: object = {}): ViewerContext {
  const get = (name: string) => {
    const value = cookies[name];
    return value === undefined ? undefined : { value };
  };
  const context: unknown = {
    request: new Request('http://localhost/'),
    url: new URL('http://localhost/'),
    cookies: { get },
    locals,
  };
  return context as ViewerContext;
}

export const SESSION_COOKIE = 'better-auth.session_token';
