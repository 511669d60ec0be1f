import { ResultCode, resultCode } from './result-code.ts';

const cell = new Int32Array(new SharedArrayBuffer(4));

/**
 * Tries again while another process holds a lock, for `ms` at most. Blocks its thread meanwhile: for the Worker only.
 * SQLite's own waiting sleeps up to 100 ms between two tries, so that a busy neighbour would come first for seconds.
 */
export function patiently<T>(ms: number, attempt: () => T): T {
  for (const end = Date.now() + ms; ; Atomics.wait(cell, 0, 0, 0.5 + Math.random())) {
    try {
      return attempt();
    } catch (error) {
      if (resultCode(error) !== ResultCode.busy || Date.now() >= end) throw error;
    }
  }
}
