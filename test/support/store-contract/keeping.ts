import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { RevisionConflict, StoreUnavailable } from '../../../events/core/errors.ts';
import type { Json, JsonObject } from '../../../events/core/event.ts';
import type { EventStore, StoredEvent } from '../../../events/core/event-store.ts';
import { rejection } from '../rejection.ts';
import { anEvent, fill, range, readAll, revisions, someEvents, written } from './events.ts';
import { HOSTILE } from './hostile.ts';
import { Listener } from './listener.ts';
import { aStream, type OpenStores } from './stores.ts';

export function keeping(stores: OpenStores): void {
  it('any text, read and delivered as it was written', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    const listener = new Listener(store, stream, -1n);
    const events = HOSTILE.map((text) => withData({ text, [text]: [text, { [text]: text }] }));
    await store.append(stream, 'no_stream', events);
    expect(written(await readAll(store, stream))).to.deep.equal(written(events));
    await listener.has(BigInt(HOSTILE.length - 1));
    expect(written(listener.events)).to.deep.equal(written(events));
  });

  it('any JSON, in data and in metadata', async () => {
    const { store } = await stores.open();
    const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) });
    const anyJson = fc.oneof(fc.jsonValue(), anyText).map((value): Json => JSON.parse(JSON.stringify(value)));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyJson, anyText), { minLength: 1, maxLength: 5 }), async (values) => {
        const stream = aStream();
        const events = values.map(([value, text]) => withData({ value }, { [`$${text}`]: value }));
        await store.append(stream, 'no_stream', events);
        expect(written(await readAll(store, stream))).to.deep.equal(written(events));
      }),
      { numRuns: 50 },
    );
  });

  it('everything over a restart', async () => {
    const { store, reopen } = await stores.open();
    const [stream, other] = [aStream(), aStream()];
    const events = await fill(store, stream, 300);
    await fill(store, other, 2);
    await store.saveSnapshot(stream, { revision: 299n, v: 1, state: '{"sum":1}' });
    const before = await readAll(store, stream);
    await store.close();

    const again = await reopen();
    expect(await readAll(again, stream)).to.deep.equal(before);
    expect(await readAll(again, other)).to.have.length(2);
    expect(await again.loadSnapshot(stream)).to.deep.equal({ revision: 299n, v: 1, state: '{"sum":1}' });
    const repeated = await again.append(stream, 'no_stream', events);
    expect(repeated.revision).to.equal(299n);
    expect(repeated.position).to.equal(before[299]?.position);
    expect((await rejection(again.append(stream, 298n, [anEvent()]), RevisionConflict)).actual).to.equal(299n);
    const appended = await again.append(stream, 299n, [anEvent('new')]);
    expect(appended.revision).to.equal(300n);
    expect(appended.position > (before[299]?.position ?? 0n)).to.equal(true);
  });

  it('no snapshot where none was saved', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    expect(await store.loadSnapshot(stream)).to.equal(undefined);
    await fill(store, stream, 2);
    expect(await store.loadSnapshot(stream)).to.equal(undefined);
  });

  it('the last snapshot of each stream', async () => {
    const { store } = await stores.open();
    const [one, two] = [aStream(), aStream()];
    const first = { revision: 4n, v: 1, state: JSON.stringify({ of: 'one', older: true }) };
    const last = { revision: 9_007_199_254n, v: 2, state: JSON.stringify({ of: 'one', text: HOSTILE.slice(0, -1) }) };
    const other = { revision: 0n, v: 1, state: JSON.stringify({ of: 'two' }) };
    await store.saveSnapshot(one, first);
    await store.saveSnapshot(two, other);
    expect(await store.loadSnapshot(one)).to.deep.equal(first);
    await store.saveSnapshot(one, last);
    expect(await store.loadSnapshot(one)).to.deep.equal(last);
    expect(await store.loadSnapshot(two)).to.deep.equal(other);
  });

  it('snapshots apart from the events', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    const listener = new Listener(store, stream, -1n);
    await store.saveSnapshot(stream, { revision: 7n, v: 1, state: '{}' });
    expect(await readAll(store, stream)).to.deep.equal([]);
    await store.append(stream, 'no_stream', someEvents(2));
    await listener.has(1n);
    expect(listener.revisions).to.deep.equal(range(0, 1));
  });

  it('appends that were under way when it was closed', async () => {
    const { store, reopen } = await stores.open();
    const streams = Array.from({ length: 10 }, aStream);
    const appends = streams.map((stream) => store.append(stream, 'no_stream', someEvents(10)));
    await store.close();
    expect((await Promise.all(appends)).map(({ revision }) => revision)).to.deep.equal(streams.map(() => 9n));
    const again = await reopen();
    for (const stream of streams) expect(revisions(await readAll(again, stream))).to.deep.equal(range(0, 9));
  });

  it('nothing and tells nothing once it is closed', async () => {
    const { store, reopen } = await stores.open();
    const other = await reopen();
    const stream = aStream();
    await fill(store, stream, 2);
    const listener = new Listener(store, stream, -1n);
    await listener.isCaughtUp();
    const late = new Listener(store, stream, -1n);
    await Promise.all([store.close(), store.close()]);
    for (const call of closedCalls(store, stream)) await rejection(call(), StoreUnavailable);
    expect(() => store.subscribe(stream, -1n, listener)).to.throw(StoreUnavailable);

    const witness = new Listener(other, stream, -1n);
    await other.append(stream, 1n, [anEvent()]);
    await witness.has(2n);
    expect(listener.revisions).to.deep.equal([0n, 1n]);
    expect(late.revisions).not.to.include(2n);
    expect(await readAll(other, stream)).to.have.length(3);
  });
}

function closedCalls(store: EventStore, stream: string): readonly (() => Promise<unknown>)[] {
  return [
    () => store.append(stream, 1n, [anEvent()]),
    () => store.read(stream, { limit: 1 }),
    () => store.loadSnapshot(stream),
    () => store.saveSnapshot(stream, { revision: 1n, v: 1, state: '{}' }),
  ];
}

function withData(data: JsonObject, meta: JsonObject = {}): StoredEvent {
  return { ...anEvent('', randomUUID()), data, meta };
}
