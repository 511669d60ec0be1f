import { expect } from 'chai';
import { anEvent, fill, range, readAll, someEvents, texts, written } from './events.ts';
import { Listener } from './listener.ts';
import { aStream, type OpenStores } from './stores.ts';

export function following(stores: OpenStores): void {
  it('all events from the start, says that it has caught up, and goes on live', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    const events = await fill(store, stream, 5);
    const listener = new Listener(store, stream, -1n);
    await listener.isCaughtUp();
    const more = someEvents(2, 5);
    await store.append(stream, 4n, more);
    await listener.has(6n);
    expect(written(listener.events)).to.deep.equal(written([...events, ...more]));
    expect(listener.told.map((item) => (item === 'caught up' ? item : 'event')).join()).to.equal(
      'event,event,event,event,event,caught up,event,event',
    );
    expect(listener.events).to.deep.equal(await readAll(store, stream));
  });

  it('only what comes after a revision in the middle', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await fill(store, stream, 10);
    const listener = new Listener(store, stream, 6n);
    await listener.isCaughtUp();
    expect(listener.revisions).to.deep.equal([7n, 8n, 9n]);
  });

  it('only what is new, after the last revision', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await fill(store, stream, 3);
    const listener = new Listener(store, stream, 2n);
    await listener.isCaughtUp();
    expect(listener.told).to.deep.equal(['caught up']);
    await store.append(stream, 2n, [anEvent('new')]);
    await listener.has(3n);
    expect(texts(listener.events)).to.deep.equal(['new']);
  });

  it('a stream that does not exist yet, from its first event on', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    const listener = new Listener(store, stream, -1n);
    await listener.isCaughtUp();
    await store.append(stream, 'no_stream', someEvents(2));
    await listener.has(1n);
    expect(listener.revisions).to.deep.equal([0n, 1n]);
  });

  it('a long history in order, each event once, and says once that it has caught up', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await fill(store, stream, 3_072);
    const listener = new Listener(store, stream, -1n);
    await listener.isCaughtUp();
    expect(listener.revisions).to.deep.equal(range(0, 3_071));
    await store.append(stream, 3_071n, [anEvent()]);
    await listener.has(3_072n);
    expect(listener.told.filter((item) => item === 'caught up')).to.have.length(1);
  });

  it('no gap and no repeat when others write while it catches up', async () => {
    const { store, reopen } = await stores.open();
    const other = await reopen();
    const stream = aStream();
    await fill(store, stream, 2_000);
    const listeners: Listener[] = [];
    for (let last = 1_999; last < 2_199; last += 2) {
      if (last % 40 === 39)
        listeners.push(new Listener(store, stream, -1n), new Listener(other, stream, BigInt(last - 10)));
      await (last % 4 === 1 ? store : other).append(stream, BigInt(last), someEvents(2));
    }
    expect(listeners).to.have.length(10);
    for (const listener of listeners) {
      await listener.has(2_199n);
      expect(listener.revisions).to.deep.equal(range(Number(listener.revisions[0]), 2_199));
    }
    expect(listeners[0]?.revisions[0]).to.equal(0n);
    expect(listeners[1]?.revisions[0]).to.equal(1_990n);
  });

  it('nothing twice and nothing less after what the subscriber has by another way', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await fill(store, stream, 3);
    const listener = new Listener(store, stream, 2n);
    await listener.isCaughtUp();
    await store.append(stream, 2n, someEvents(4, 3));
    listener.subscription.skip(6n);
    listener.subscription.skip(4n);
    await store.append(stream, 6n, someEvents(2, 7));
    await listener.has(8n);
    const [first = 7n] = listener.revisions;
    expect(listener.revisions).to.deep.equal(range(Number(first), 8));
    expect(first <= 7n).to.equal(true);
  });

  it('what another process appends', async () => {
    const { store, reopen } = await stores.open();
    const other = await reopen();
    const stream = aStream();
    const listener = new Listener(store, stream, -1n);
    await listener.isCaughtUp();
    for (let last = -1n; last < 9n; last += 1n) {
      await other.append(stream, last === -1n ? 'no_stream' : last, [anEvent(`${last}`)]);
      await listener.has(last + 1n);
    }
    expect(listener.revisions).to.deep.equal(range(0, 9));
  });

  it('several subscribers, each from its own place, and one goes on when another is closed', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await fill(store, stream, 3);
    const all = new Listener(store, stream, -1n);
    const some = new Listener(store, stream, 1n);
    await Promise.all([all.isCaughtUp(), some.isCaughtUp()]);
    await store.append(stream, 2n, [anEvent()]);
    await Promise.all([all.has(3n), some.has(3n)]);
    await some.subscription.close();
    await store.append(stream, 3n, [anEvent()]);
    await all.has(4n);
    expect(all.revisions).to.deep.equal(range(0, 4));
    expect(some.revisions).to.deep.equal([2n, 3n]);
  });

  it('only its own stream', async () => {
    const { store } = await stores.open();
    const [mine, other] = [aStream(), aStream()];
    const listener = new Listener(store, mine, -1n);
    await listener.isCaughtUp();
    await store.append(other, 'no_stream', someEvents(3));
    await store.append(mine, 'no_stream', [anEvent('mine')]);
    await listener.has(0n);
    expect(texts(listener.events)).to.deep.equal(['mine']);
  });

  it('nothing before `subscribe` has returned', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await fill(store, stream, 3);
    const listener = new Listener(store, stream, -1n);
    expect(listener.told).to.deep.equal([]);
    await listener.isCaughtUp();
  });

  it('nothing more once a subscriber has closed itself within a call', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await fill(store, stream, 10);
    const closing: Listener = new Listener(store, stream, -1n, ({ revision }) => {
      if (revision === 3n) void closing.subscription.close();
    });
    const witness = new Listener(store, stream, -1n);
    await witness.isCaughtUp();
    await store.append(stream, 9n, [anEvent()]);
    await witness.has(10n);
    expect(closing.told.map((item) => (typeof item === 'string' ? item : item.revision))).to.deep.equal([
      0n,
      1n,
      2n,
      3n,
    ]);
  });

  it('nothing at all to a subscriber that is closed at once', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await fill(store, stream, 3);
    const closed = new Listener(store, stream, -1n);
    const closing = closed.subscription.close();
    const witness = new Listener(store, stream, -1n);
    await Promise.all([closing, witness.has(2n)]);
    await closed.subscription.close();
    expect(closed.told).to.deep.equal([]);
  });

  it('one event at a time, also to a subscriber that writes within a call', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    const appends: Promise<unknown>[] = [];
    let depth = 0;
    const listener = new Listener(store, stream, -1n, ({ revision }) => {
      depth += 1;
      expect(depth).to.equal(1);
      if (revision < 5n) appends.push(store.append(stream, revision, [anEvent()]));
      depth -= 1;
    });
    await store.append(stream, 'no_stream', [anEvent()]);
    await listener.has(5n);
    await Promise.all(appends);
    expect(listener.revisions).to.deep.equal(range(0, 5));
  });

  it('nothing more to a subscriber that threw, and goes on with the others', async () => {
    const { store } = await stores.open();
    const stream = aStream();
    await fill(store, stream, 5);
    const warnings: string[] = [];
    const onWarning = ({ message }: Error) => void warnings.push(message);
    process.on('warning', onWarning);
    const broken = new Listener(store, stream, -1n, ({ revision }) => {
      if (revision === 1n) throw new TypeError('a subscriber that is broken on purpose, by a test');
    });
    const witness = new Listener(store, stream, -1n);
    await witness.isCaughtUp();
    await store.append(stream, 4n, [anEvent()]);
    await witness.has(5n);
    process.off('warning', onWarning);
    expect(warnings.join()).to.include('broken on purpose');
    expect(broken.revisions).to.deep.equal([0n, 1n]);
    expect(broken.told).not.to.include('caught up');
  });
}
