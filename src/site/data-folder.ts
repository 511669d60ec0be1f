import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the site keeps its accounts: `CHATBOX_DATA`, else `./data`. */
export function dataFolder(): string {
  const folder = resolve(process.env.CHATBOX_DATA || './data');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The key that signs the session cookies: made once, kept beside the accounts, readable by the site's user alone. */
export function sessionSecret(folder: string): string {
  const file = join(folder, 'session-secret');
  const made = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    return read(file);
  } catch {
    // A link is made whole or not at all: of two processes that start together, both read the winner's.
    writeFileSync(made, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
    try {
      linkSync(made, file);
    } catch (error) {
      if (!isTaken(error)) throw error;
    } finally {
      rmSync(made);
    }
    return read(file);
  }
}

function read(file: string): string {
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32) throw new Error(`${file} holds no key: it was cut short. Restore it, or remove it.`);
  return secret;
}

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';
