import { setTimeout as pause } from 'node:timers/promises';
import { AssertionError } from 'chai';

/** Waits for something that is bound to become true. */
export async function until(what: string, holds: () => boolean, ms = 20_000): Promise<void> {
  for (const end = Date.now() + ms; !holds(); await pause(2)) {
    if (Date.now() > end) throw new AssertionError(`waited ${ms} ms in vain until ${what}`);
  }
}
