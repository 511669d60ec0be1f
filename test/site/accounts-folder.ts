import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAccounts } from '../../src/site/open-accounts.ts';

export const tempFolder = (): string => mkdtempSync(join(tmpdir(), 'port-vaillant-'));

/** The accounts of the site in a folder of their own; what was opened is closed and removed by `close`. */
export async function accountsIn(folder = tempFolder(), demo = false) {
  const before = process.env.CHATBOX_DEMO;
  process.env.CHATBOX_DEMO = demo ? '1' : '0';
  try {
    const accounts = await openAccounts(folder);
    return {
      ...accounts,
      folder,
      close(): void {
        accounts.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } finally {
    if (before === undefined) delete process.env.CHATBOX_DEMO;
    else process.env.CHATBOX_DEMO = before;
  }
}

/** The `Cookie` header of a browser that was answered with those cookies. */
export const cookieHeader = (setCookies: readonly string[]): string =>
  setCookies
    .filter((cookie) => !/max-age=0/i.test(cookie))
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

export const from = (cookies: readonly string[] = [], place = '192.0.2.1') => ({
  headers: new Headers({ cookie: cookieHeader(cookies), origin: 'http://127.0.0.1:4321', host: '127.0.0.1:4321' }),
  place,
});
