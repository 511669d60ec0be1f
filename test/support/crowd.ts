import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import type { ChatCommand } from '../../events/chatbox/commands.ts';
import type { Chat } from '../../events/chatbox/open.ts';
import type { EventStore } from '../../events/core/event-store.ts';
import { member, postMessage, saveSettings } from './builders.ts';
import { owner } from './chat.ts';
import { type Fault, faultyStore } from './faulty-store.ts';

export async function turns(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await nextTurn();
}

/** The same store, some turns of the event loop away; what goes wrong there comes from the list. */
export function away(store: EventStore, faults: readonly (Fault | 'none')[], distances: readonly number[]): EventStore {
  let calls = 0;
  const faulty = faultyStore(store);
  const distance = (): number => distances[calls++ % distances.length] ?? 0;
  let appends = 0;
  return {
    ...faulty,
    append: async (...args) => {
      await turns(distance());
      const fault = faults[appends++];
      if (fault !== undefined && fault !== 'none') faulty.faults.push(fault);
      try {
        return await faulty.append(...args);
      } finally {
        await turns(distance());
      }
    },
    read: async (...args) => {
      await turns(distance());
      return store.read(...args);
    },
  };
}

export type Step =
  | { readonly kind: 'post'; readonly author: number; readonly key: number; readonly text: number }
  | { readonly kind: 'settings'; readonly enabled: boolean }
  | { readonly kind: 'pause'; readonly turns: number };

const step = (): fc.Arbitrary<Step> =>
  fc.oneof(
    {
      weight: 10,
      arbitrary: fc.record({
        kind: fc.constant('post' as const),
        author: fc.nat(7),
        key: fc.nat(12),
        text: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.constant(1)),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('settings' as const), enabled: fc.boolean() }),
    },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('pause' as const), turns: fc.nat(6) }) },
  );
const fault = fc.oneof(
  { weight: 14, arbitrary: fc.constant('none' as const) },
  { weight: 1, arbitrary: fc.constantFrom<Fault>('unavailable', 'lost before', 'lost after') },
);
/** What befalls some processes on one log. */
export interface Scenario {
  readonly processes: readonly {
    readonly faults: readonly (Fault | 'none')[];
    readonly distances: readonly number[];
  }[];
  readonly steps: readonly { readonly process: number; readonly step: Step }[];
  /** After so many steps the last process is closed. */
  readonly closes: number | undefined;
}
export const scenario = (): fc.Arbitrary<Scenario> =>
  fc.record({
    processes: fc.array(
      fc.record({
        faults: fc.array(fault, { maxLength: 12 }),
        distances: fc.array(fc.nat(4), { minLength: 1, maxLength: 5 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    steps: fc.array(fc.record({ process: fc.nat(2), step: step() }), { minLength: 5, maxLength: 60 }),
    closes: fc.option(fc.nat(60), { nil: undefined }),
  });

/** Few keys, so that posts are sent again; settings as they were seen there. */
export function commandOf(given: Exclude<Step, { kind: 'pause' }>, chat: Chat): ChatCommand {
  if (given.kind === 'settings')
    return saveSettings(owner, { enabled: given.enabled, moderators: 'board' }, { seen: chat.state.settingsRevision });
  const key = `0.00000000-0000-4000-8000-${String(given.key).padStart(12, '0')}`;
  return postMessage(member(`author${given.author}`), `text ${given.text}`, { key });
}
