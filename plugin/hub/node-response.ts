import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';

// On the process, since module state is doubled by a restart of the dev server: one subscription is enough.
const SLOT = Symbol.for('astro-chatbox/node-response/v1');
const slots = globalThis as { [SLOT]?: AsyncLocalStorage<ServerResponse> };
slots[SLOT] ??= watch();
const responses = slots[SLOT];

function watch(): AsyncLocalStorage<ServerResponse> {
  const storage = new AsyncLocalStorage<ServerResponse>();
  subscribe('http.server.request.start', (message) => {
    storage.enterWith((message as { readonly response: ServerResponse }).response);
  });
  return storage;
}

/** Node's response to the request that runs; none on another host, and for requests that began before this module. */
export const nodeResponse = (): ServerResponse | undefined => responses.getStore();

/** Runs something outside the request: whatever lives longer would keep its response alive. */
export const exempt = <T>(run: () => T): T => responses.exit(run);
