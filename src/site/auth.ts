import type { DatabaseSync } from 'node:sqlite';
import { foldLogin, LOGIN_PATTERN } from 'astro-chatbox/events';
import type { MemberChanges } from 'astro-chatbox/members';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { admin, username } from 'better-auth/plugins';
import { adminAc, userAc } from 'better-auth/plugins/admin/access';

export const PASSWORD = { least: 8, most: 128 } as const;

const DAY = 24 * 60 * 60;

export type Auth = ReturnType<typeof createAuth>;

/** Better Auth for this site. Its HTTP handler is not mounted: the pages call it, so that forms work without JavaScript. */
export const createAuth = (database: DatabaseSync, secret: string, { databaseHooks }: MemberChanges) =>
  betterAuth({
    database,
    secret,
    // Only names links in mails, and none are sent.
    baseURL: 'http://localhost',
    telemetry: { enabled: false },
    logger: { level: 'error' },
    advanced: { ipAddress: { disableIpTracking: true } },
    session: { expiresIn: 30 * DAY, disableSessionRefresh: true },
    emailAndPassword: { enabled: true, minPasswordLength: PASSWORD.least, maxPasswordLength: PASSWORD.most },
    plugins: [
      username({
        usernameNormalization: foldLogin,
        usernameValidator: (login) => LOGIN_PATTERN.test(foldLogin(login)),
        displayUsername: false,
      }),
      admin({ defaultRole: 'member', adminRoles: ['owner'], roles: { member: userAc, owner: adminAc } }),
    ],
    databaseHooks,
  });

/** Two processes may start at once: whoever comes second finds the tables made. */
export async function migrate({ options }: Auth): Promise<void> {
  for (let tries = 3; ; tries -= 1) {
    try {
      return await (await getMigrations(options)).runMigrations();
    } catch (error) {
      if (tries === 0) throw error;
    }
  }
}
