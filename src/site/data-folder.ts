import { randomBytes } from 'node:crypto';
import { accessSync, constants, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { explain } from '../launch/explain.mjs';

/** Where the site keeps its accounts: `CHATBOX_DATA`, else `./data`. */
export function dataFolder(): string {
  const folder = resolve(process.env.CHATBOX_DATA || './data');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const hint = 'let the user of the site write there, or name another folder: CHATBOX_DATA=./data npm start';
    throw explain(`The data folder ${folder} cannot be used.`, String(error), hint);
  }
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
  if (secret.length < 32) {
    const hint = 'restore it from a backup; or remove it, and everybody logs in anew.';
    throw explain(`${file} holds no key.`, 'it was cut short.', hint);
  }
  return secret;
}

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';
