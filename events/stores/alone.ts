import type { PresenceStore } from '../core/presence-store.ts';

/** Of a store that no other process shares. */
export const alone: PresenceStore = {
  tell: () => {},
  others: () => [],
  onChange: () => () => {},
  close: async () => {},
};
