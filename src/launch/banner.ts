import { demoAccounts, places } from '../site/accounts.ts';

/** The addresses to look at; and the log-ins to try, where the site's members are the demo's. */
export function banner(origin: string, demo: boolean): string {
  const lines = [`\n  The site is at ${origin}/\n`];
  for (const { path, note } of places) lines.push(`    ${`${origin}${path}`.padEnd(44)} ${note}`);
  if (demo) {
    lines.push('\n  Log in as');
    for (const { login, password, note } of demoAccounts) {
      lines.push(`    ${login.padEnd(12)} ${password.padEnd(20)} ${note}`);
    }
  }
  lines.push('\n  Stop it with Ctrl-C.\n');
  return lines.join('\n');
}
