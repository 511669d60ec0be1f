import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { StoreUnavailable } from '../../events/core/errors.ts';
import { openSqlite } from '../../events/stores/sqlite/index.ts';
import { rejection } from '../support/rejection.ts';
import { otherProcess } from '../support/sqlite-process.ts';
import { anEvent, range, readAll, someEvents } from '../support/store-contract/events.ts';
import { Listener } from '../support/store-contract/listener.ts';
import { OpenStores } from '../support/store-contract/stores.ts';
import { sqliteStore } from '../support/stores.ts';
import { until } from '../support/until.ts';

const STREAM = 'chatbox-main';

describe('Several processes on one SQLite file', function () {
  this.timeout(30_000);
  const stores = new OpenStores(() => sqliteStore({ lockedMs: 800 }));
  afterEach(() => stores.close());

  async function opened() {
    const { store } = await stores.open();
    return { store, file: store.name.slice('sqlite:'.length) };
  }

  it('see at once what each other appends, in order, each event once', async () => {
    const { store, file } = await opened();
    const listener = new Listener(store, STREAM, -1n);
    const other = otherProcess({ do: 'append', file, stream: STREAM, count: 100 });
    await listener.has(99n);
    expect(await other.exited).to.equal(0);
    expect(listener.events.map(({ id }) => id)).to.deep.equal(other.told);
  });

  it('notice an event of another process within a few hundredths of a second', async () => {
    const { store, file } = await opened();
    await store.append(STREAM, 'no_stream', [anEvent()]);
    const delays: number[] = [];
    let sent = 0;
    const listener = new Listener(store, STREAM, 0n, () => delays.push(performance.now() - sent));
    await listener.isCaughtUp();
    const other = new DatabaseSync(file);
    const insert = other.prepare(`INSERT INTO events (stream, revision, id, type, v, data, meta, recorded_at)
      VALUES ('${STREAM}', ?, 'x', 'T', 1, '{}', '{}', '')`);
    for (let revision = 1; revision <= 20; revision += 1) {
      sent = performance.now();
      insert.run(revision);
      await listener.has(BigInt(revision));
    }
    other.close();
    expect(delays.sort((a, b) => a - b)[10]).to.be.below(40);
  });

  it('can all append to one stream: every event is there once', async () => {
    const { store, file } = await opened();
    const listener = new Listener(store, STREAM, -1n);
    const others = [1, 2, 3].map(() => otherProcess({ do: 'append', file, stream: STREAM, count: 50 }));
    for (const other of others) expect(await other.exited).to.equal(0);
    const kept = await readAll(store, STREAM);
    expect(kept.map(({ id }) => id)).to.have.members(others.flatMap(({ told }) => told));
    expect(kept).to.have.length(150);
    await listener.has(149n);
    expect(listener.revisions).to.deep.equal(range(0, 149));
  });

  it('are never frozen by a lock of another, and give an append up that waits too long', async () => {
    const { store, file } = await opened();
    await store.append(STREAM, 'no_stream', [anEvent()]);
    const other = otherProcess({ do: 'lock', file });
    await until('it holds the lock', () => other.told.includes('done'));
    const longest = watchTheLoop();
    const begun = performance.now();
    const append = store.append(STREAM, 0n, [anEvent('given up')]);
    const snapshot = store.saveSnapshot(STREAM, { revision: 0n, v: 1, state: '{}' });
    expect(await readAll(store, STREAM)).to.have.length(1);
    const error = await rejection(append, StoreUnavailable);
    expect(error.message).to.include('another process').and.include('locked');
    expect(performance.now() - begun).to.be.within(700, 20_000);
    await rejection(snapshot, StoreUnavailable);
    expect(longest()).to.be.below(600);

    await other.kill();
    expect((await store.append(STREAM, 0n, [anEvent('kept')])).revision).to.equal(1n);
    expect((await readAll(store, STREAM)).map(({ data }) => data.text)).to.deep.equal(['hello', 'kept']);
  });

  it('wait for a lock that is not held too long', async () => {
    const { store, file } = await opened();
    const other = otherProcess({ do: 'lock', file });
    await until('it holds the lock', () => other.told.includes('done'));
    const append = store.append(STREAM, 'no_stream', someEvents(3));
    await pause(100);
    await other.kill();
    expect((await append).revision).to.equal(2n);
  });

  it('lose nothing that was promised when one is killed, and the others go on', async () => {
    const { store, file } = await opened();
    for (let round = 1; round <= 3; round += 1) {
      const other = otherProcess({ do: 'append', file, stream: STREAM, count: 1_000_000 });
      await until('it has appended', () => other.told.length >= 100);
      await other.kill();
      const ids = (await readAll(store, STREAM)).map(({ id }) => id);
      expect(ids).to.include.members([...other.told]);
      const appended = await store.append(STREAM, BigInt(ids.length - 1), [anEvent()]);
      expect(appended.revision).to.equal(BigInt(ids.length));
    }
  });

  it('leave a file that opens at once, with all that was promised, when the last one is killed', async () => {
    const { store, file } = await opened();
    await store.close();
    const other = otherProcess({ do: 'append', file, stream: STREAM, count: 1_000_000 });
    await until('it has appended', () => other.told.length >= 200);
    await other.kill();
    const again = await openSqlite(file);
    const ids = (await readAll(again, STREAM)).map(({ id }) => id);
    expect(ids).to.include.members([...other.told]);
    expect((await again.append(STREAM, BigInt(ids.length - 1), [anEvent()])).revision).to.equal(BigInt(ids.length));
    await again.close();
  });

  it('end by themselves though they left a store open', async () => {
    const { file } = await opened();
    const other = otherProcess({ do: 'leave open', file, stream: STREAM });
    expect(await Promise.race([other.exited, pause(10_000, 'still there', { ref: false })])).to.equal(0);
  });
});

/** Answers the longest time in ms that the event loop was not free. */
function watchTheLoop(): () => number {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 5).unref();
  return () => {
    clearInterval(timer);
    return longest;
  };
}
