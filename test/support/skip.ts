import Mocha, { type Context, type Runnable, type Suite } from 'mocha';

const reasons = new WeakMap<Runnable | Suite, string>();

/**
 * Skips the running test, or from a `before` all tests of its suite; the reason is listed at the end of the run.
 * @example before(function () { if (url === undefined) skip(this, 'EVENTSTOREDB_URL is not set'); });
 */
export function skip(context: Context, reason: string): never {
  const runnable = context.runnable();
  reasons.set(runnable, reason);
  // In a hook, Mocha skips the tests of the suite, not the hook.
  if (runnable instanceof Mocha.Hook && runnable.parent !== undefined) reasons.set(runnable.parent, reason);
  return context.skip();
}

/** Why a test was skipped. */
export function reasonOf(test: Runnable): string {
  for (let at: Runnable | Suite | undefined = test; at !== undefined; at = at.parent) {
    const reason = reasons.get(at);
    if (reason !== undefined) return reason;
  }
  return 'no reason was given';
}
