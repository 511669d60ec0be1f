import { existsSync } from 'node:fs';
import { z } from 'zod';

/** What `src/site/accounts.ts` exports for whoever starts the site: whom to be, and where to look. */
const Site = z.object({
  accounts: z.array(z.object({ login: z.string(), password: z.string(), note: z.string().default('') })).default([]),
  places: z.array(z.object({ path: z.string(), note: z.string().default('') })).default([]),
});

/** The addresses to look at; and the log-ins to try, where the site's members are the demo's. */
export async function banner(origin: string, demo: boolean): Promise<string> {
  const file = new URL('../site/accounts.ts', import.meta.url);
  const { accounts, places } = Site.parse(existsSync(file) ? await import(file.href) : {});
  const lines = [`\n  The site is at ${origin}/\n`];
  for (const { path, note } of places) lines.push(`    ${`${origin}${path}`.padEnd(44)} ${note}`.trimEnd());
  if (demo && accounts.length > 0) lines.push('\n  Log in as');
  for (const { login, password, note } of demo ? accounts : []) {
    lines.push(`    ${login.padEnd(12)} ${password.padEnd(20)} ${note}`.trimEnd());
  }
  lines.push('\n  Stop it with Ctrl-C.\n');
  return lines.join('\n');
}
