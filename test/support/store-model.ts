import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { ExpectedRevision, ReadOptions, StoredEvent } from '../../events/core/event-store.ts';
import { HOSTILE } from './store-contract/hostile.ts';

/** Something to do with a store, the same for every adapter. `stream` is a number: each run has streams of its own. */
export type Step =
  | {
      readonly do: 'append';
      readonly stream: number;
      readonly expected: Expectation;
      readonly events: readonly Draft[];
    }
  /** An append from before, by its place, with its original expected revision. */
  | { readonly do: 'repeat'; readonly nth: number; readonly how: 'same' | 'less' | 'more' | 'turned' | 'tail' }
  | { readonly do: 'read'; readonly stream: number; readonly options: ReadOptions }
  | { readonly do: 'follow'; readonly stream: number; readonly after: bigint }
  | { readonly do: 'save'; readonly stream: number; readonly revision: bigint; readonly text: string }
  | { readonly do: 'load'; readonly stream: number }
  | { readonly do: 'restart' };

/** `no_stream`, or so far from the last revision. */
type Expectation = 'no_stream' | number;
interface Draft {
  readonly type: string;
  readonly v: number;
  readonly text: string;
}

export interface Append {
  readonly stream: number;
  readonly expected: ExpectedRevision;
  readonly events: readonly StoredEvent[];
}

const stream = fc.nat({ max: 2 });
const text = fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom(...HOSTILE.slice(0, -1)));
const draft: fc.Arbitrary<Draft> = fc.record({
  type: fc.constantFrom('MessagePosted', 'MessageRemoved', 'T'),
  v: fc.integer({ min: 1, max: 3 }),
  text,
});
const revision = fc.bigInt({ min: 0n, max: 20n });

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant('append'),
        stream,
        expected: fc.oneof(
          { weight: 5, arbitrary: fc.constant(0) },
          fc.constant('no_stream'),
          fc.integer({ min: -3, max: 2 }),
        ),
        events: fc.array(draft, { maxLength: 4 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('repeat'),
        nth: fc.nat({ max: 8 }),
        how: fc.constantFrom('same', 'less', 'more', 'turned', 'tail'),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('read'),
        stream,
        options: fc.record(
          {
            from: revision,
            direction: fc.constantFrom('forwards', 'backwards'),
            limit: fc.integer({ min: 0, max: 8 }),
          },
          { requiredKeys: ['limit'] },
        ),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('follow'), stream, after: fc.bigInt({ min: -1n, max: 5n }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('save'), stream, revision, text }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('load'), stream }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('restart') }) },
  ),
  { maxLength: 30, size: 'max' },
);

/** The events of a draft, under ids of their own. */
export function drafted(drafts: readonly Draft[]): readonly StoredEvent[] {
  return drafts.map(({ type, v, text }) => ({ id: randomUUID(), type, v, data: { text }, meta: { [`$${text}`]: v } }));
}

export function repeated({ stream, expected, events }: Append, how: Extract<Step, { do: 'repeat' }>['how']): Append {
  const again = {
    same: events,
    less: events.slice(0, -1),
    more: [...events, ...drafted([{ type: 'T', v: 1, text: 'more' }])],
    turned: [...events].reverse(),
    tail: events.slice(1),
  };
  return { stream, expected, events: again[how] };
}
