import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ChatboxError } from '../../events/core/errors.ts';
import type { LogReader } from '../../events/core/event-store.ts';
import { plainLines } from '../plain-line.ts';
import { parseArguments, USAGE } from './arguments.ts';
import { auditAt, auditLog, parseInstant } from './audit.ts';
import { copy } from './copy.ts';
import { openExisting } from './open-existing.ts';

const DEFAULT_STORE = 'sqlite:./data/chatbox.db';

async function run(args: readonly string[]): Promise<void> {
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  const asked = parseArguments(args);
  if (asked === 'help') return print(USAGE);
  if (asked === 'version') return print(version());
  const { command, first, second, chat: chats, menu: menus } = asked;
  const setting = asked.store ?? (process.env.CHATBOX_STORE || DEFAULT_STORE);
  if (command === 'copy') return copy(first, second, { chats, menus: menus ?? ['main'] }, print);
  const [chat = 'main'] = chats;
  if (command === 'audit log') {
    return withStore(setting, (store) => auditLog(store, { ...asked, chat, menu: menus?.[0] }, print));
  }
  const instant = parseInstant(first);
  return withStore(setting, (store) => auditAt(store, { ...asked, chat, instant }, print));
}

/** `plugin/cli` is two folders deep in the repository and in the package alike. */
function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return z.object({ version: z.string() }).parse(manifest).version;
}

async function withStore(setting: string, work: (store: LogReader) => Promise<void>): Promise<void> {
  const store = await openExisting(setting);
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

/** Runs one command line; answers with the exit code. */
export async function main(args: string[]): Promise<number> {
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    // `… | head` closes the pipe: that is its way to say enough.
    if (code === 'EPIPE') process.exit(0);
    process.stderr.write(`${message}\n`);
    process.exit(1);
  });
  try {
    await run(args);
    return 0;
  } catch (error) {
    const told = error instanceof ChatboxError ? `${error.code}  ${error.message}` : String(error);
    process.stderr.write(`${plainLines(told)}\n`);
    return 1;
  }
}
