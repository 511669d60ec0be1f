import config from 'virtual:astro-chatbox/config';
import entitled from 'virtual:astro-chatbox/entitled';
import directory from 'virtual:astro-chatbox/members';
import { openPresence, openStore, parseStore } from '../events/stores/index.ts';
import { createRuntime, type Runtime } from './create-runtime.ts';
import { exempt } from './hub/node-response.ts';

/** What was configured: for pages that are rendered while nothing runs. */
export const site = config;

// Module state is doubled by a restart of the dev server; what runs once hangs on the process.
const SLOT = Symbol.for('astro-chatbox/v1');
type Slot = { readonly build: string; readonly runtime: Promise<Runtime> };
const HEARS = Symbol.for('astro-chatbox/hears signals');
const slots = globalThis as { [SLOT]?: Slot | undefined; [HEARS]?: true };

/** The one running instance, created by the first request that needs it. A failed start is tried again by the next. */
export function getRuntime(): Promise<Runtime> {
  const running = slots[SLOT];
  if (running?.build === config.build) return running.runtime;
  const before = running?.runtime.then((old) => old.close()).catch(() => undefined);
  // Outside the request's async context, or that request's response would be kept alive for ever.
  const runtime = exempt(async () => {
    await before;
    const descriptor = parseStore(process.env.CHATBOX_STORE || config.options.store);
    return createRuntime(config, {
      directory,
      openStore: () => openStore(descriptor),
      openPresence: (log) => openPresence(descriptor, { log }),
      entitled,
    });
  });
  slots[SLOT] = { build: config.build, runtime };
  runtime.then(closeOnSignal, () => {
    if (slots[SLOT]?.runtime === runtime) slots[SLOT] = undefined;
  });
  return runtime;
}

/** ms: on a busy machine a snapshot takes its time. */
const PATIENCE = 8_000;

/**
 * The node adapter has no handler: without ours a signal would cut the streams and lose the snapshot. One for whatever
 * runs by then: the dev server starts anew in the same process.
 */
function closeOnSignal(): void {
  if (slots[HEARS]) return;
  slots[HEARS] = true;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      const force = setTimeout(() => process.exit(1), PATIENCE);
      const closed = slots[SLOT]?.runtime.then((runtime) => runtime.close());
      Promise.resolve(closed).then(
        () => process.exit(0),
        () => process.exit(1),
      );
      force.unref();
    });
  }
}
