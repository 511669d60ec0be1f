import { memberChanges } from 'astro-chatbox/members';
import { dataFolder } from './data-folder.ts';
import { type Accounts, openAccounts } from './open-accounts.ts';

// The dev server loads modules twice; what is opened once hangs on the process.
const SLOT = Symbol.for('port-vaillant/accounts');
const slots = globalThis as { [SLOT]?: { changes: ReturnType<typeof memberChanges>; opened?: Promise<Accounts> } };
const slot = () => {
  slots[SLOT] ??= { changes: memberChanges() };
  return slots[SLOT];
};

/** The changes of the accounts that `accounts()` opens, also before it does. */
export const accountChanges = slot().changes;

/** The accounts of this process, opened by the first request that needs them. */
export function accounts(): Promise<Accounts> {
  const held = slot();
  held.opened ??= openAccounts(dataFolder(), held.changes);
  held.opened.catch(() => {
    delete held.opened;
  });
  return held.opened;
}
