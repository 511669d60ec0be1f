import { parseArgs } from 'node:util';
import { ChatboxError } from '../../events/core/errors.ts';
import type { EventStore } from '../../events/core/event-store.ts';
import { plainLines } from '../plain-line.ts';
import { auditAt, auditLog, parseInstant } from './audit.ts';
import { copy } from './copy.ts';
import { openExisting } from './open-existing.ts';

const USAGE = `astro-chatbox audit log [--from REVISION] [--json]    the events, with who, when and why
astro-chatbox audit at REVISION|TIME [--as LOGIN]     the room as it was, as that member could see it
astro-chatbox copy FROM TO                            a whole log into another store, verified; may be continued

  --chat ID       which chatbox (main); copy takes several
  --menu ID       which menu copy takes along (main); several too
  --store STORE   sqlite:./data/chatbox.db, esdb://host:2113 … (the environment's CHATBOX_STORE, else the first)`;

const DEFAULT_STORE = 'sqlite:./data/chatbox.db';

async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      chat: { type: 'string', multiple: true, default: ['main'] },
      menu: { type: 'string', multiple: true, default: ['main'] },
      store: { type: 'string', default: process.env.CHATBOX_STORE || DEFAULT_STORE },
      from: { type: 'string', default: '0' },
      as: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [command, ...rest] = positionals;
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  if (values.help || command === undefined) return print(USAGE);
  const { as } = values;
  const chats = values.chat;
  const [chat = 'main'] = chats;
  if (command === 'copy' && rest[0] !== undefined && rest[1] !== undefined) {
    return copy(rest[0], rest[1], { chats, menus: values.menu }, print);
  }
  if (command === 'audit' && rest[0] === 'log') {
    const from = parseInstant(values.from);
    if (!('revision' in from)) throw new ChatboxError('CLI_BAD_REVISION', '--from takes a revision, such as 812.');
    return withStore(values.store, (store) => auditLog(store, { chat, from: from.revision, json: values.json }, print));
  }
  if (command === 'audit' && rest[0] === 'at' && rest[1] !== undefined) {
    const instant = parseInstant(rest[1]);
    return withStore(values.store, (store) => auditAt(store, { chat, instant, as }, print));
  }
  throw new ChatboxError('CLI_USAGE', `That is not a command of astro-chatbox.\n${USAGE}`);
}

async function withStore(setting: string, work: (store: EventStore) => Promise<void>): Promise<void> {
  const store = await openExisting(setting);
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

/** Runs one command line; answers with the exit code. */
export async function main(args: string[]): Promise<number> {
  // `… | head` closes the pipe: that is its way to say enough.
  process.stdout.on('error', () => process.exit(0));
  try {
    await run(args);
    return 0;
  } catch (error) {
    const told = error instanceof ChatboxError ? `${error.code}  ${error.message}` : String(error);
    process.stderr.write(`${plainLines(told)}\n`);
    return 1;
  }
}
