import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openPresence, parseStore } from '../../events/stores/index.ts';
import type { PresenceOptions } from '../../events/stores/shared-presence.ts';

/** Soon told, soon forgotten, so that a test is soon over. */
export const HASTY: PresenceOptions = { look: 50, pause: 50, renewal: 150, lease: 600 };

/** Another process with these members at a place, until it is killed. Resolves once it runs. */
export async function processWith(store: string, place: string, members: readonly string[]) {
  const child = spawn(process.execPath, [import.meta.filename, store, place, ...members], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  await once(child, 'message');
  return {
    async kill(): Promise<void> {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

if (process.argv[1] === import.meta.filename) {
  const [store = '', place = '', ...members] = process.argv.slice(2);
  const presence = await openPresence(parseStore(store), HASTY);
  presence.tell(place, members);
  // The channel to the test keeps the process, and ends it with the test.
  process.once('disconnect', () => process.exit());
  process.send?.('runs');
}
