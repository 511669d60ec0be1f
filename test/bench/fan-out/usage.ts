import type { Report } from './messages.ts';

/** What this process takes by now. */
export function usage(): Extract<Report, { kind: 'usage' }> {
  globalThis.gc?.();
  globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  return { kind: 'usage', rss: process.memoryUsage.rss(), cpu: (user + system) / 1_000 };
}
