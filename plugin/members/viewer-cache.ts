import type { Viewer } from './directory.ts';

const FRESH = 1_000;
const MOST = 10_000;

interface Entry {
  readonly at: number;
  readonly viewer: Promise<Viewer | undefined>;
}

/** Remembers for at most a second whom a cookie belongs to, counted from when it was asked. */
export function viewerCache(now: () => number = () => performance.now()) {
  const entries = new Map<string, Entry>();
  return {
    async get(cookie: string, find: () => Promise<Viewer | undefined>): Promise<Viewer | undefined> {
      const known = entries.get(cookie);
      if (known !== undefined && now() - known.at < FRESH) return known.viewer;
      entries.delete(cookie);
      if (entries.size >= MOST) entries.clear();
      const entry = { at: now(), viewer: find() };
      entries.set(cookie, entry);
      const forget = () => void (entries.get(cookie) === entry && entries.delete(cookie));
      // Neither a failure nor a stranger is remembered: garbage must not push the members out.
      entry.viewer.then((viewer) => viewer ?? forget(), forget);
      return entry.viewer;
    },
    forget: (): void => entries.clear(),
  };
}
