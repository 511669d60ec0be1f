import type { Report } from './messages.ts';

/** What this process takes by now. */
export function usage(): Extract<Report, { kind: 'usage' }> {
  // The kind that gives back what it freed: what is left belongs to what is open.
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  const { user, system } = process.cpuUsage();
  return { kind: 'usage', rss: process.memoryUsage.rss(), cpu: (user + system) / 1_000 };
}
