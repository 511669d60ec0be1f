import { expect } from 'chai';
import { RevisionConflict, TooLargeForStore } from '../../../events/core/errors.ts';
import { rejection } from '../rejection.ts';
import { anEvent, range, readAll, revisions, someEvents, texts, written } from './events.ts';
import { aStream, type OpenStores } from './stores.ts';

export function appending(stores: OpenStores): void {
  it('a batch to a new stream, and answers with the place of its last event', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    const appended = await store.append(stream, 'no_stream', someEvents(3));
    const kept = await readAll(store, stream);
    expect(appended.revision).to.equal(2n);
    expect(appended.position).to.equal(kept[2]?.position);
    expect(revisions(kept)).to.deep.equal([0n, 1n, 2n]);
  });

  it('every part of an event as it was given, and adds its own', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    const event = {
      id: '6b86b273-ff34-4ce1-9d6b-804eff5a3f57',
      type: 'MessagePosted',
      v: 7,
      data: { z: 1, a: [null, true, 0.1, 'é', { deep: [] }], '2': {}, '': '' },
      meta: { $correlationId: 'c', actor: { member: 'm', groups: ['g'], roles: [] } },
    };
    const before = Date.now() - 60_000;
    await store.append(stream, 'no_stream', [event]);
    const [kept] = await readAll(store, stream);
    if (kept === undefined) throw new Error('nothing was kept');
    expect(written([kept])).to.deep.equal(written([event]));
    expect(kept.stream).to.equal(stream);
    expect(kept.revision).to.equal(0n);
    expect(kept.recordedAt).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Date.parse(kept.recordedAt)).to.be.within(before, Date.now() + 60_000);
  });

  it('after the exact last revision', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await store.append(stream, 'no_stream', someEvents(2));
    const appended = await store.append(stream, 1n, someEvents(2, 2));
    expect(appended.revision).to.equal(3n);
    expect(texts(await readAll(store, stream))).to.deep.equal(['0', '1', '2', '3']);
  });

  it('nothing at an earlier revision, and tells the actual one', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await store.append(stream, 'no_stream', someEvents(3));
    const conflict = await rejection(store.append(stream, 1n, [anEvent()]), RevisionConflict);
    expect(conflict.actual).to.equal(2n);
    expect(conflict.code).to.equal('STORE_REVISION_CONFLICT');
    expect(conflict.message).to.include(stream).and.include('expected 1');
    expect(await readAll(store, stream)).to.have.length(3);
  });

  it('nothing to a stream that exists when none was expected', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await store.append(stream, 'no_stream', someEvents(2));
    const conflict = await rejection(store.append(stream, 'no_stream', [anEvent()]), RevisionConflict);
    expect(conflict.actual).to.equal(1n);
    expect(await readAll(store, stream)).to.have.length(2);
  });

  it('nothing beyond the end, and tells the actual revision', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await store.append(stream, 'no_stream', someEvents(2));
    expect((await rejection(store.append(stream, 2n, [anEvent()]), RevisionConflict)).actual).to.equal(1n);
    expect((await rejection(store.append(stream, 900n, [anEvent()]), RevisionConflict)).actual).to.equal(1n);
    expect(await readAll(store, stream)).to.have.length(2);
  });

  it('nothing to a stream that does not exist when a revision was expected', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    expect((await rejection(store.append(stream, 0n, [anEvent()]), RevisionConflict)).actual).to.equal(-1n);
    expect(await readAll(store, stream)).to.deep.equal([]);
  });

  it('the same batch once, and answers as the first time', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    const first = someEvents(2);
    const second = someEvents(3, 2);
    const answers = [await store.append(stream, 'no_stream', first), await store.append(stream, 1n, second)];
    await store.append(stream, 4n, [anEvent('later')]);
    const repeated = [await store.append(stream, 'no_stream', first), await store.append(stream, 1n, second)];
    expect(repeated).to.deep.equal(answers);
    expect(texts(await readAll(store, stream))).to.deep.equal(['0', '1', '2', '3', '4', 'later']);
  });

  it('a leading part of a batch once', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    const events = someEvents(4);
    await store.append(stream, 'no_stream', events);
    const repeated = await store.append(stream, 'no_stream', events.slice(0, 2));
    expect(repeated.revision).to.equal(1n);
    expect((await store.append(stream, 1n, events.slice(2, 3))).revision).to.equal(2n);
    expect(await readAll(store, stream)).to.have.length(4);
  });

  it('the events of two batches once, when they come again as one', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    const events = someEvents(4);
    await store.append(stream, 'no_stream', events.slice(0, 2));
    await store.append(stream, 1n, events.slice(2));
    expect((await store.append(stream, 'no_stream', events)).revision).to.equal(3n);
    expect(await readAll(store, stream)).to.have.length(4);
  });

  const events = someEvents(3);
  const [a, b, c] = [events.slice(0, 1), events.slice(1, 2), events.slice(2)];
  const others = [
    { what: 'a longer batch that begins with it', batch: [...events, anEvent('more')] },
    { what: 'its events in another order', batch: [...b, ...a, ...c] },
    { what: 'its end without its beginning', batch: [...b, ...c] },
    { what: 'a batch that differs in its last event', batch: [...a, ...b, anEvent('other')] },
  ];
  for (const { what, batch } of others) {
    it(`nothing of ${what}: that is a conflict`, async () => {
      const { store } = await stores.open();
      const stream = aStream();
      await store.append(stream, 'no_stream', events);
      const conflict = await rejection(store.append(stream, 'no_stream', batch), RevisionConflict);
      expect(conflict.actual).to.equal(2n);
      expect(written(await readAll(store, stream))).to.deep.equal(written(events));
    });
  }

  it("the same ids again after the last revision: to notice those is not the store's affair", async () => {
    const { store } = await stores.open();
    const stream = aStream();
    const batch = someEvents(2);
    await store.append(stream, 'no_stream', batch);
    expect((await store.append(stream, 1n, batch)).revision).to.equal(3n);
    expect(written(await readAll(store, stream))).to.deep.equal(written([...batch, ...batch]));
  });

  it('nothing when there is nothing: an empty batch is a RangeError', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await rejection(store.append(stream, 'no_stream', []), RangeError);
    expect(await readAll(store, stream)).to.deep.equal([]);
  });

  it('nothing after a revision below 0: that is a RangeError', async () => {
    const { store } = await stores.open();
    await rejection(store.append(aStream(), -1n, [anEvent()]), RangeError);
  });

  it('a batch of a million bytes, whole', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    const batch = Array.from({ length: 1_000 }, (_, at) => anEvent(`${at} `.padEnd(900, 'x')));
    expect((await store.append(stream, 'no_stream', batch)).revision).to.equal(999n);
    const large = anEvent('€'.repeat(333_000));
    expect((await store.append(stream, 999n, [large])).revision).to.equal(1_000n);
    expect(written(await readAll(store, stream))).to.deep.equal(written([...batch, large]));
  });

  it('nothing of a batch over 1 MiB, counted in bytes: that is too large', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    const large = [anEvent('small'), anEvent('€'.repeat(360_000))];
    await rejection(store.append(stream, 'no_stream', large), TooLargeForStore);
    await rejection(store.append(stream, 'no_stream', [anEvent('x'.repeat(1_048_577))]), TooLargeForStore);
    expect(await readAll(store, stream)).to.deep.equal([]);
    expect((await store.append(stream, 'no_stream', large.slice(0, 1))).revision).to.equal(0n);
  });

  it('for exactly one of those that expect the same revision at once', async () => {
    const { store, reopen } = await stores.open();
    const other = await reopen();
    const stream = aStream();
    await store.append(stream, 'no_stream', [anEvent('first')]);
    const batches = Array.from({ length: 20 }, (_, at) => [anEvent(`a${at}`), anEvent(`b${at}`)]);
    const outcomes = await Promise.allSettled(
      batches.map((batch, at) => (at % 2 === 0 ? store : other).append(stream, 0n, batch)),
    );
    const winners = batches.filter((_, at) => outcomes[at]?.status === 'fulfilled');
    expect(winners).to.have.length(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') continue;
      expect(outcome.reason).to.be.instanceOf(RevisionConflict);
      expect(outcome.reason.actual).to.equal(2n);
    }
    const [, ...rest] = await readAll(store, stream);
    expect(written(rest)).to.deep.equal(written(winners[0] ?? []));
  });

  it('to many streams at once, each with revisions of its own', async () => {
    const { store } = await stores.open();
    const streams = Array.from({ length: 20 }, aStream);
    const appended = await Promise.all(
      streams.map((stream, at) => store.append(stream, 'no_stream', someEvents(at + 1))),
    );
    expect(appended.map(({ revision }) => revision)).to.deep.equal(range(0, 19));
    for (const [at, stream] of streams.entries()) {
      expect(revisions(await readAll(store, stream))).to.deep.equal(range(0, at));
    }
  });

  it('at positions that grow', async () => {
    const { store } = await stores.open();
    const [one, two] = [aStream(), aStream()];
    await store.append(one, 'no_stream', someEvents(3));
    await store.append(two, 'no_stream', someEvents(2));
    await store.append(one, 2n, someEvents(2));
    const [first, second] = [await readAll(store, one), await readAll(store, two)];
    const positions = [...first.slice(0, 3), ...second, ...first.slice(3)].map(({ position }) => position);
    expect(positions).to.deep.equal([...positions].sort((x, y) => (x < y ? -1 : 1)));
    expect(new Set(positions).size).to.equal(7);
  });
}
