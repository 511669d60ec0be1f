/** A browser's store that may be closed to us: then nothing is kept, and nothing fails. */
export interface Store {
  get(key: string): string | undefined;
  /** `undefined` forgets. */
  set(key: string, value: string | undefined): void;
}

const store = (open: () => Storage): Store => ({
  get(key) {
    try {
      return open().getItem(key) ?? undefined;
    } catch {
      return undefined;
    }
  },
  set(key, value) {
    try {
      if (value === undefined) open().removeItem(key);
      else open().setItem(key, value);
    } catch {
      // Full, or closed to us.
    }
  },
});

/** Of this tab alone. */
export const tabStore = store(() => sessionStorage);
/** Of all tabs, and of the next visit. */
export const browserStore = store(() => localStorage);
