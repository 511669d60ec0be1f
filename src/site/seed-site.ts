import { openStore, parseStore } from 'astro-chatbox/stores';
import directory from './members.ts';
import { accounts } from './open-accounts.ts';
import { seedChat } from './seed-chat.ts';

/** Before the first start: members to try the site as, and a little history of their chat. */
export async function seedSite(): Promise<void> {
  const { demo } = await accounts();
  if (!demo) return;
  const store = await openStore(parseStore(process.env.CHATBOX_STORE || 'sqlite:./data/chatbox.db'));
  try {
    await seedChat(store, (logins) => directory.findByLogins(logins));
  } finally {
    await store.close();
  }
}
