import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { openSqlite } from '../../events/stores/sqlite/index.ts';
import { Reader } from '../../events/stores/sqlite/reader.ts';
import { SqliteStore } from '../../events/stores/sqlite/sqlite-store.ts';
import { WriterClient } from '../../events/stores/sqlite/writer-client.ts';
import { anEvent, range, readAll, revisions, someEvents } from '../support/store-contract/events.ts';
import { Listener } from '../support/store-contract/listener.ts';
import { eventStoreContract } from '../support/store-contract.ts';
import { sqliteStore, temporaryFolder } from '../support/stores.ts';

eventStoreContract('sqlite', sqliteStore);

const STREAM = 'chatbox-main';

describe('A SQLite store', function () {
  this.timeout(30_000);
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    file = join(folder, 'chatbox.db');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('appends what waits in one commit, in the order in which it was asked', async () => {
    const store = await openSqlite(file);
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const events = someEvents(200);
    const appends = events.map((event, at) => store.append(STREAM, at === 0 ? 'no_stream' : BigInt(at - 1), [event]));
    await pause(50);
    other.exec('ROLLBACK');
    expect((await Promise.all(appends)).map(({ revision }) => revision)).to.deep.equal(range(0, 199));
    expect(revisions(await readAll(store, STREAM))).to.deep.equal(range(0, 199));
    // 200 commits would have written two pages of 4 kB each, at the least.
    expect((await stat(`${file}-wal`)).size).to.be.below(600_000);
    other.close();
    await store.close();
  });

  it('tells its own subscribers at once, without waiting for the next look at the file', async () => {
    const store = await openSqlite(file);
    const listener = new Listener(store, STREAM, -1n);
    await listener.isCaughtUp();
    for (let last = -1n; last < 20n; last += 1n) {
      await store.append(STREAM, last < 0n ? 'no_stream' : last, [anEvent()]);
      await nextTurn();
      expect(listener.revisions.at(-1)).to.equal(last + 1n);
    }
    await store.close();
  });

  it('looks for events of other processes only while somebody follows', async () => {
    await (await openSqlite(file)).close();
    let looks = 0;
    class CountingReader extends Reader {
      override dataVersion(): unknown {
        looks += 1;
        return super.dataVersion();
      }
    }
    const writer = new WriterClient({ name: file, path: file, lockedMs: 100 });
    const store = new SqliteStore(file, writer, new CountingReader(file));
    await pause(50);
    expect(looks).to.equal(0);
    const [one, two] = [new Listener(store, STREAM, -1n), new Listener(store, 'chatbox-2', -1n)];
    await one.subscription.close();
    await pause(100);
    expect(looks).to.be.greaterThan(1);
    await two.subscription.close();
    looks = 0;
    await pause(50);
    expect(looks).to.equal(0);
    await store.close();
  });

  it('reads nothing for what it wrote itself to another stream', async () => {
    await (await openSqlite(file)).close();
    let pages = 0;
    class CountingReader extends Reader {
      override forwards(stream: string, from: bigint, limit: number) {
        if (stream === 'chatbox-2') pages += 1;
        return super.forwards(stream, from, limit);
      }
    }
    const writer = new WriterClient({ name: file, path: file, lockedMs: 100 });
    const store = new SqliteStore(file, writer, new CountingReader(file));
    const listener = new Listener(store, 'chatbox-2', -1n);
    await store.append(STREAM, 'no_stream', [anEvent()]);
    await listener.isCaughtUp();
    pages = 0;
    // Two looks without an answer between them cannot know whose commit it was, and a machine may stand still for that.
    let pauses = 0;
    const start = performance.now();
    for (let last = 0n, before = start; before < start + 300; last += 1n) {
      await store.append(STREAM, last, [anEvent()]);
      const now = performance.now();
      if (now - before > 8) pauses += 1;
      before = now;
    }
    expect(pages).to.be.at.most(pauses + 2);
    await store.close();
  });

  it('hears of what another process wrote while it writes without a pause itself', async () => {
    const [store, other] = [await openSqlite(file), await openSqlite(file)];
    const listener = new Listener(store, 'chatbox-2', -1n);
    await listener.isCaughtUp();
    let last = (await store.append(STREAM, 'no_stream', [anEvent()])).revision;
    for (let written = -1n; written < 5n; written += 1n) {
      await other.append('chatbox-2', written < 0n ? 'no_stream' : written, [anEvent()]);
      const end = performance.now() + 500;
      while (listener.revisions.at(-1) !== written + 1n && performance.now() < end) {
        last = (await store.append(STREAM, last, [anEvent()])).revision;
      }
      expect(listener.revisions.at(-1)).to.equal(written + 1n);
    }
    await Promise.all([store.close(), other.close()]);
  });
});
