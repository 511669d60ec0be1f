/** A browser's store; what it does not take, since it is full or closed to us, is kept for as long as the page lives. */
export interface Store {
  get(key: string): string | undefined;
  /** `undefined` forgets. */
  set(key: string, value: string | undefined): void;
}

function store(open: () => Storage): Store {
  const kept = new Map<string, string>();
  return {
    get(key) {
      try {
        return kept.get(key) ?? open().getItem(key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    set(key, value) {
      kept.delete(key);
      try {
        if (value === undefined) open().removeItem(key);
        else open().setItem(key, value);
      } catch {
        if (value !== undefined) kept.set(key, value);
      }
    },
  };
}

/** Of this tab alone. */
export const tabStore = store(() => sessionStorage);
/** Of all tabs, and of the next visit. */
export const browserStore = store(() => localStorage);
