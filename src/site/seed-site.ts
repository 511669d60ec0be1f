import { join } from 'node:path';
import { StoreUnavailable } from 'astro-chatbox/events';
import { betterAuthDirectory } from 'astro-chatbox/members/better-auth';
import { openStore, parseStore } from 'astro-chatbox/stores';
import { dataFolder } from './data-folder.ts';
import { type Accounts, openAccounts, siteOf } from './open-accounts.ts';
import { seedChat } from './seed-chat.ts';

/**
 * Before the first start: members to try the site as, and a little history of their chat. Answers whether these are the
 * site's members.
 */
export async function seedSite(): Promise<boolean> {
  process.env.CHATBOX_STORE ||= `sqlite:${join(dataFolder(), 'chatbox.db')}`;
  // Not the running ones: the built site in this process has classes of its own, which these would not be of.
  const accounts = await openAccounts(dataFolder());
  try {
    if (accounts.demo) await seedHistory(process.env.CHATBOX_STORE, accounts);
    return accounts.demo;
  } finally {
    accounts.close();
  }
}

async function seedHistory(place: string, accounts: Accounts): Promise<void> {
  const directory = betterAuthDirectory(async () => siteOf(accounts));
  const store = await openStore(parseStore(place));
  try {
    await seedChat(store, (logins) => directory.findByLogins(logins));
  } catch (error) {
    // The site waits for its store; it starts without a history then.
    if (!(error instanceof StoreUnavailable)) throw error;
  } finally {
    await store.close();
  }
}
