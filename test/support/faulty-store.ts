import { OutcomeUnknown, StoreUnavailable } from '../../events/core/errors.ts';
import type { EventStore } from '../../events/core/event-store.ts';

/** What goes wrong with an append: it is refused, it never arrives, or its answer never comes back. */
export type Fault = 'unavailable' | 'lost before' | 'lost after';

/** A store whose next appends wait, or go wrong, as told; everything else is the real one's. */
export function faultyStore(
  store: EventStore,
): EventStore & { faults: Fault[]; appends: number; until: Promise<unknown> | undefined } {
  const faulty = {
    name: store.name,
    faults: [] as Fault[],
    appends: 0,
    until: undefined as Promise<unknown> | undefined,
    append: async (...args: Parameters<EventStore['append']>) => {
      faulty.appends += 1;
      await faulty.until;
      const fault = faulty.faults.shift();
      if (fault === 'unavailable') throw new StoreUnavailable('as told');
      if (fault === 'lost before') throw new OutcomeUnknown('as told');
      const appended = await store.append(...args);
      if (fault === 'lost after') throw new OutcomeUnknown('as told');
      return appended;
    },
    read: store.read.bind(store),
    subscribe: store.subscribe.bind(store),
    loadSnapshot: store.loadSnapshot.bind(store),
    saveSnapshot: store.saveSnapshot.bind(store),
    close: store.close.bind(store),
  };
  return faulty;
}
