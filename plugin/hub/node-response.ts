import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';

// The dev server loads modules twice: what watches the process hangs on the process.
const SLOT = Symbol.for('astro-chatbox/responses');
const slots = globalThis as { [SLOT]?: AsyncLocalStorage<ServerResponse> };

/**
 * Node's own response to the request that is being answered: the way to see how much of it is unsent, which a
 * `Response` hides. https://nodejs.org/api/diagnostics_channel.html#http
 */
slots[SLOT] ??= watchResponses();
const responses = slots[SLOT];

function watchResponses(): AsyncLocalStorage<ServerResponse> {
  const storage = new AsyncLocalStorage<ServerResponse>();
  subscribe('http.server.request.start', (message) => {
    if (typeof message === 'object' && message !== null && 'response' in message) {
      storage.enterWith(message.response as ServerResponse);
    }
  });
  return storage;
}

/** None for a request that began before this module was loaded, and on hosts without Node's server. */
export const nodeResponse = (): ServerResponse | undefined => responses.getStore();

/** Runs work that outlives the request: inside its async context, it would keep the response for ever. */
export const exempt = <T>(work: () => T): T => responses.exit(work);
