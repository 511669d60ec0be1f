import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { betterAuthDirectory } from 'astro-chatbox/members/better-auth';
import { messageId } from '../../events/chatbox/keys.ts';
import type { Member } from '../../events/chatbox/member.ts';
import { openChat } from '../../events/chatbox/open.ts';
import type { EventStore } from '../../events/core/event-store.ts';
import { openSqlite } from '../../events/stores/sqlite/index.ts';
import { openAccounts, siteOf } from '../../src/site/open-accounts.ts';
import { seedChat } from '../../src/site/seed-chat.ts';
import { temporaryFolder } from './stores.ts';

/** What was said after the seed, oldest first: more than a box shows at once. */
export const history: readonly string[] = Array.from({ length: 45 }, (_, n) => `history ${n}`);

let template: Promise<string> | undefined;

/**
 * A new data folder as the first start leaves one (the demo members, their groups and their chat), with some history
 * on top. Hashing the passwords takes a while: it is done once, then copied.
 */
export async function seededFolder(): Promise<string> {
  template ??= seed();
  const folder = await mkdtemp(join(tmpdir(), 'chatbox-club-'));
  await cp(await template, folder, { recursive: true });
  return folder;
}

export const storeIn = (folder: string): string => join(folder, 'chatbox.db');

async function seed(): Promise<string> {
  const folder = await temporaryFolder();
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const accounts = await openAccounts(folder);
  const directory = betterAuthDirectory(async () => siteOf(accounts));
  const store = await openSqlite(storeIn(folder));
  await seedChat(store, (logins) => directory.findByLogins(logins));
  await say(store, await directory.findByLogins(['jose', 'kevin', 'lea', 'nadia', 'tom']));
  await store.close();
  accounts.close();
  return folder;
}

/** In the twenty minutes before now, by one after the other. */
async function say(store: EventStore, authors: readonly Member[]): Promise<void> {
  const chat = await openChat(store, 'main');
  for (const [n, text] of history.entries()) {
    const actor = authors[n % authors.length];
    if (actor === undefined) throw new Error('The seed has no members.');
    const key = `${chat.revision}.${randomUUID()}`;
    const id = messageId(chat.stream, actor.id, key);
    const now = new Date(Date.now() - (20 * 60 - n * 20) * 1_000).toISOString();
    const meta = { now, id, correlation: randomUUID() };
    await chat.execute({ kind: 'PostMessage', meta, actor, text, audience: undefined, known: [], key });
  }
  await chat.close();
}
