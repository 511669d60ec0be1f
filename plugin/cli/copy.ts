import { chatStream } from '../../events/chatbox/events.ts';
import type { EventStore } from '../../events/core/event-store.ts';
import { menuStream } from '../../events/menu/events.ts';
import { type CopyProgress, copyLog } from '../../events/stores/copy.ts';
import { storeFrom } from '../../events/stores/index.ts';
import type { Print } from './audit.ts';
import { openExisting } from './open-existing.ts';

/** `copy`: moves house. Interrupted, it is continued by the same command. */
export async function copy(
  from: string,
  to: string,
  { chats, menus }: { readonly chats: readonly string[]; readonly menus: readonly string[] },
  print: Print,
): Promise<void> {
  const source = await openExisting(from);
  let target: EventStore | undefined;
  try {
    target = await storeFrom(to);
    const streams = [...chats.map(chatStream), ...menus.map(menuStream)];
    const bar = progressBar();
    const copied = await copyLog(source, target, streams, { onProgress: bar.show });
    bar.clear();
    for (const { stream, events, copied: written, digest } of copied) {
      print(`${stream}: ${events} events, ${written} of them copied now, verified (sha256 ${digest})`);
    }
  } finally {
    await source.close();
    await target?.close();
  }
}

/** One line that is written over, on a terminal only. */
function progressBar() {
  const { isTTY = false } = process.stderr;
  return {
    show: ({ stream, phase, done, total }: CopyProgress) => {
      const full = total === 0 ? 20 : Math.floor((20 * done) / total);
      if (isTTY) process.stderr.write(`\r${stream} ${phase} [${'#'.repeat(full).padEnd(20)}] ${done}/${total}   `);
    },
    clear: () => void (isTTY && process.stderr.write('\r\u001b[K')),
  };
}
