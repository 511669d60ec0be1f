import { AssertionError } from 'chai';

/** Waits for something that is bound to become true in a page or on the server, and answers what it was. */
export async function eventually<T>(what: string, look: () => T | Promise<T>, ms = 30_000): Promise<T> {
  for (const end = Date.now() + ms; ; await new Promise((resolve) => setTimeout(resolve, 30))) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new AssertionError(`waited ${ms} ms in vain until ${what}`);
  }
}
