import { expect } from 'chai';
import { OutcomeUnknown, StoreUnavailable } from '../../events/core/errors.ts';
import type { EventStore, StoredEvent } from '../../events/core/event-store.ts';
import { openEventStoreDb } from '../../events/stores/eventstoredb/index.ts';
import { eachWithItsOwn, HASTY } from '../support/eventstoredb-double/each.ts';
import { anEvent, range, readAll, texts } from '../support/store-contract/events.ts';
import { Listener } from '../support/store-contract/listener.ts';

const STREAM = 'chatbox-main';
const APPENDS = 1_500;

describe('EventStoreDB through restarts and faults', function () {
  this.timeout(60_000);
  const { double, store } = eachWithItsOwn();

  it('keeps 1,500 of 1,500 appends, and delivers each once and in order, here and in another process', async () => {
    const other = await openEventStoreDb(double().url, HASTY);
    const listeners = [new Listener(store(), STREAM, -1n), new Listener(other, STREAM, -1n)];
    const trouble = troubles(double);
    let restarts = 0;
    for (let at = 0; at < APPENDS; at += 1) {
      if (at % 50 === 20) await trouble[Math.floor(at / 50)]?.();
      if (at % 300 === 150) {
        await double().restart();
        restarts += 1;
      }
      await appendFirmly(store(), at, anEvent(String(at)));
    }
    await Promise.all(listeners.map((listener) => listener.has(BigInt(APPENDS - 1))));

    expect(restarts).to.equal(5);
    expect(trouble).to.have.length(30);
    expect(double().faults.left).to.equal(0);
    const all = Array.from({ length: APPENDS }, (_, at) => String(at));
    expect(texts(await readAll(store(), STREAM))).to.deep.equal(all);
    for (const { revisions, events } of listeners) {
      expect(revisions).to.deep.equal(range(0, APPENDS - 1));
      expect(texts(events)).to.deep.equal(all);
    }
    await other.close();
  });
});

/** Thirty, of all kinds. */
function troubles(double: ReturnType<typeof eachWithItsOwn>['double']): readonly (() => unknown)[] {
  const { faults, link } = double();
  const kinds = [
    () => faults.inject('append', 'lose-reply'),
    () => faults.inject('append', 'cut-after'),
    () => faults.inject('append', 'hang'),
    () => faults.inject('append', 'cut'),
    () => faults.inject('append', { status: 14 }),
    () => faults.inject('append', 'deny'),
    () => link.cut(),
    () => double().endSubscriptions(),
    () => double().muteSubscriptions(),
    () => {
      faults.inject('subscribe', 'hang');
      link.cut();
    },
  ];
  return [...kinds, ...kinds, ...kinds];
}

/** As the aggregate does it: the same append again, until its outcome is known. */
async function appendFirmly(store: EventStore, at: number, event: StoredEvent): Promise<void> {
  for (;;) {
    try {
      await store.append(STREAM, at === 0 ? 'no_stream' : BigInt(at - 1), [event]);
      return;
    } catch (error) {
      if (!(error instanceof OutcomeUnknown || error instanceof StoreUnavailable)) throw error;
    }
  }
}
