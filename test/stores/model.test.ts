import { expect } from 'chai';
import fc from 'fast-check';
import { RevisionConflict } from '../../events/core/errors.ts';
import type { EventStore, RecordedEvent } from '../../events/core/event-store.ts';
import { eventStoreDbStore } from '../support/eventstoredb.ts';
import { written } from '../support/store-contract/events.ts';
import { Listener } from '../support/store-contract/listener.ts';
import { aStream } from '../support/store-contract/stores.ts';
import type { Opened } from '../support/store-contract.ts';
import { type Append, drafted, repeated, type Step, steps } from '../support/store-model.ts';
import { memoryStore, sqliteStore } from '../support/stores.ts';
import { until } from '../support/until.ts';

/** The first one is the measure of the others. */
const ADAPTERS: readonly (() => Promise<Opened>)[] = [memoryStore, sqliteStore, eventStoreDbStore];

describe('Every event store', function () {
  this.timeout(120_000);
  let adapters: readonly Adapter[];
  before(async () => {
    adapters = await Promise.all(ADAPTERS.map(async (open) => new Adapter(await open())));
  });
  after(() => Promise.all(adapters.map((adapter) => adapter.end())));

  it('answers the same commands alike', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (steps) => {
        const run = new Run(adapters);
        for (const step of steps) await run.take(step);
        await run.finish();
      }),
      { numRuns: 25 },
    );
  });
});

/** A store under test, and what must not change about its events: their positions and times. */
class Adapter {
  readonly #opened: Opened;
  readonly #places = new Map<string, string>();
  store: EventStore;

  constructor(opened: Opened) {
    this.#opened = opened;
    this.store = opened.store;
  }

  async restart(): Promise<void> {
    await this.store.close();
    this.store = await this.#opened.reopen();
  }

  async end(): Promise<void> {
    await this.store.close();
    await this.#opened.dispose?.();
  }

  keepsItsPlace(
    stream: string,
    { revision, position }: { readonly revision: bigint; readonly position: bigint },
  ): void {
    const event = `${stream} ${revision}`;
    expect(this.#places.get(event) ?? `${position}`, `position of ${event}`).to.equal(`${position}`);
    this.#places.set(event, `${position}`);
  }
}

/** One list of steps, on streams that nothing else uses. */
class Run {
  readonly #adapters: readonly Adapter[];
  readonly #streams = [aStream(), aStream(), aStream()];
  readonly #ends = [-1n, -1n, -1n];
  readonly #appends: Append[] = [];
  #followed: { readonly stream: number; readonly after: bigint; readonly listeners: readonly Listener[] }[] = [];

  constructor(adapters: readonly Adapter[]) {
    this.#adapters = adapters;
  }

  async take(step: Step): Promise<void> {
    switch (step.do) {
      case 'append': {
        const expected = step.expected === 'no_stream' ? step.expected : this.#end(step.stream) + BigInt(step.expected);
        // Below 0 there is no revision to expect.
        const append = {
          ...step,
          expected: expected === -1n ? ('no_stream' as const) : expected,
          events: drafted(step.events),
        };
        this.#appends.push(append);
        return await this.#append(append);
      }
      case 'repeat': {
        const append = this.#appends[step.nth];
        return append && (await this.#append(repeated(append, step.how)));
      }
      case 'read':
        return await this.#alike(async (adapter) => {
          const page = await adapter.store.read(this.#stream(step.stream), step.options);
          for (const event of page) adapter.keepsItsPlace(event.stream, event);
          return page.map(comparable);
        });
      case 'follow': {
        const listeners = this.#adapters.map(({ store }) => new Listener(store, this.#stream(step.stream), step.after));
        // From beyond the end there is nothing to compare: no store has promised anything.
        if (step.after <= this.#end(step.stream)) this.#followed.push({ ...step, listeners });
        else await Promise.all(listeners.map(({ subscription }) => subscription.close()));
        return;
      }
      case 'save': {
        const snapshot = { revision: step.revision, v: 1, state: JSON.stringify({ text: step.text }) };
        return await this.#alike(({ store }) => store.saveSnapshot(this.#stream(step.stream), snapshot));
      }
      case 'load':
        return await this.#alike(({ store }) => store.loadSnapshot(this.#stream(step.stream)));
      case 'restart':
        await this.finish();
        await Promise.all(this.#adapters.map((adapter) => adapter.restart()));
    }
  }

  /** Holds all that was followed against each other, and ends it. */
  async finish(): Promise<void> {
    for (const { stream, after, listeners } of this.#followed) {
      const told = listeners.map(async (listener) => {
        const end = this.#end(stream);
        await until(
          `${this.#stream(stream)} was delivered up to ${end}`,
          () => (listener.revisions.at(-1) ?? after) >= end,
        );
        await listener.isCaughtUp();
        await listener.subscription.close();
        return listener.events.map(comparable);
      });
      const [first, ...others] = await Promise.all(told);
      for (const other of others) expect(other).to.deep.equal(first);
    }
    this.#followed = [];
  }

  async #append({ stream, expected, events }: Append): Promise<void> {
    await this.#alike(async (adapter) => {
      const appended = await adapter.store.append(this.#stream(stream), expected, events);
      adapter.keepsItsPlace(this.#stream(stream), appended);
      if (appended.revision > this.#end(stream)) this.#ends[stream] = appended.revision;
      return appended.revision;
    });
  }

  /** Asks every adapter, and compares what they answer, errors included. */
  async #alike(ask: (adapter: Adapter) => Promise<unknown>): Promise<void> {
    const [first, ...others] = await Promise.all(this.#adapters.map((adapter) => ask(adapter).catch(refusal)));
    for (const other of others) expect(other).to.deep.equal(first);
  }

  #stream(stream: number): string {
    return this.#streams[stream] ?? '';
  }

  #end(stream: number): bigint {
    return this.#ends[stream] ?? -1n;
  }
}

function comparable(event: RecordedEvent): string {
  return `${event.stream} ${event.revision} ${written([event])}`;
}

function refusal(error: unknown): unknown {
  if (error instanceof RevisionConflict) return { conflict: error.message, actual: error.actual };
  if (error instanceof RangeError) return RangeError;
  throw error;
}
