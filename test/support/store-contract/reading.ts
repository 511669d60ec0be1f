import { expect } from 'chai';
import { rejection } from '../rejection.ts';
import { anEvent, fill, range, readAll, revisions, written } from './events.ts';
import { aStream, type OpenStores } from './stores.ts';

export function reading(stores: OpenStores): void {
  it('nothing from a stream that does not exist, in either direction', async () => {
    const { store } = await stores.open();
    expect(await store.read(aStream(), { limit: 10 })).to.deep.equal([]);
    expect(await store.read(aStream(), { direction: 'backwards', limit: 10 })).to.deep.equal([]);
    expect(await store.read(aStream(), { from: 5n, direction: 'backwards', limit: 10 })).to.deep.equal([]);
  });

  const pages = [
    { what: 'from the start', options: { limit: 3 }, first: 0, last: 2 },
    { what: 'from a revision on, which is included', options: { from: 4n, limit: 3 }, first: 4, last: 6 },
    { what: 'up to the end', options: { from: 8n, limit: 3 }, first: 8, last: 9 },
    { what: 'of exactly all', options: { limit: 10 }, first: 0, last: 9 },
    { what: 'from the end backwards', options: { direction: 'backwards', limit: 3 }, first: 9, last: 7 },
    { what: 'from a revision backwards', options: { from: 4n, direction: 'backwards', limit: 3 }, first: 4, last: 2 },
    { what: 'backwards down to the first', options: { from: 1n, direction: 'backwards', limit: 3 }, first: 1, last: 0 },
    { what: 'backwards from the first', options: { from: 0n, direction: 'backwards', limit: 3 }, first: 0, last: 0 },
    {
      what: 'backwards from beyond the end',
      options: { from: 99n, direction: 'backwards', limit: 3 },
      first: 9,
      last: 7,
    },
  ] as const;
  for (const { what, options, first, last } of pages) {
    it(`a page ${what}`, async () => {
      const { store } = await stores.open();
      const stream = aStream();
      await fill(store, stream, 10);
      expect(revisions(await store.read(stream, options))).to.deep.equal(range(first, last));
    });
  }

  it('nothing after the end, and nothing before the start', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await fill(store, stream, 3);
    expect(await store.read(stream, { from: 3n, limit: 3 })).to.deep.equal([]);
    expect(await store.read(stream, { from: 1_000_000n, limit: 3 })).to.deep.equal([]);
    expect(await store.read(stream, { from: -1n, direction: 'backwards', limit: 3 })).to.deep.equal([]);
  });

  it('the same events by pages in both directions', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    const events = await fill(store, stream, 100);
    const forwards = [];
    for (let from = 0n; from < 100n; from += 7n) forwards.push(...(await store.read(stream, { from, limit: 7 })));
    const backwards = [];
    for (let from = 99n; from >= 0n; from -= 7n) {
      backwards.push(...(await store.read(stream, { from, direction: 'backwards', limit: 7 })));
    }
    expect(written(forwards)).to.deep.equal(written(events));
    expect(backwards.reverse()).to.deep.equal(forwards);
  });

  it('one event, and 4,096, but no more in a page', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await fill(store, stream, 4_100);
    expect(revisions(await store.read(stream, { limit: 1 }))).to.deep.equal([0n]);
    expect(revisions(await store.read(stream, { limit: 4_096 }))).to.deep.equal(range(0, 4_095));
    expect(revisions(await store.read(stream, { direction: 'backwards', limit: 4_096 }))).to.deep.equal(
      range(4_099, 4),
    );
    for (const limit of [0, -1, 4_097, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      await rejection(store.read(stream, { limit }), RangeError);
    }
  });

  it('only its own stream', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await fill(store, `${stream}-2`, 5);
    await fill(store, stream, 2);
    expect(await readAll(store, stream)).to.have.length(2);
    expect(await readAll(store, stream.toUpperCase())).to.deep.equal([]);
  });

  it('what was just appended', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await fill(store, stream, 1);
    for (let last = 0n; last < 50n; last += 1n) {
      await store.append(stream, last, [anEvent()]);
      expect(revisions(await store.read(stream, { direction: 'backwards', limit: 1 }))).to.deep.equal([last + 1n]);
    }
  });

  it('events that nobody else can change', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    const data = { text: 'as written', list: ['a'] };
    await store.append(stream, 'no_stream', [
      { id: '5feceb66-ffc8-4f38-a952-786c6d696c79', type: 'T', v: 1, data, meta: {} },
    ]);
    data.text = 'changed by the writer';
    data.list.push('b');
    const [first] = await readAll(store, stream);
    Reflect.set(first?.data ?? {}, 'text', 'changed by a reader');
    expect((await readAll(store, stream))[0]?.data).to.deep.equal({ text: 'as written', list: ['a'] });
  });

  it('nothing when it was given up before', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await fill(store, stream, 3);
    const reason = new TypeError('the reader has left');
    const error = await rejection(store.read(stream, { limit: 3, signal: AbortSignal.abort(reason) }), TypeError);
    expect(error).to.equal(reason);
  });

  it('all or nothing when it is given up under way', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await fill(store, stream, 3_000);
    const leaving = new AbortController();
    const reason = new TypeError('the reader has left');
    const page = store.read(stream, { limit: 3_000, signal: leaving.signal });
    leaving.abort(reason);
    const outcome = await page.catch((error: unknown) => error);
    if (outcome !== reason) expect(outcome).to.have.length(3_000);
    expect(await store.read(stream, { limit: 3_000 })).to.have.length(3_000);
  });
}
