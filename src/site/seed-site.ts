import { join } from 'node:path';
import { StoreUnavailable } from 'astro-chatbox/events';
import { openStore, parseStore } from 'astro-chatbox/stores';
import { dataFolder } from './data-folder.ts';
import directory from './members.ts';
import { accounts } from './open-accounts.ts';
import { seedChat } from './seed-chat.ts';

/**
 * Before the first start: members to try the site as, and a little history of their chat. Answers whether these are the
 * site's members.
 */
export async function seedSite(): Promise<boolean> {
  process.env.CHATBOX_STORE ||= `sqlite:${join(dataFolder(), 'chatbox.db')}`;
  const { demo } = await accounts();
  if (!demo) return false;
  const store = await openStore(parseStore(process.env.CHATBOX_STORE));
  try {
    await seedChat(store, (logins) => directory.findByLogins(logins));
  } catch (error) {
    // The site waits for its store; it starts without a history then.
    if (!(error instanceof StoreUnavailable)) throw error;
  } finally {
    await store.close();
  }
  return true;
}
