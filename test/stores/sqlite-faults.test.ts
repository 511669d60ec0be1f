import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { DatabaseSync as Database } from 'node:sqlite';
import type { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { OutcomeUnknown, StoreUnavailable } from '../../events/core/errors.ts';
import { Commits } from '../../events/stores/sqlite/commits.ts';
import type { Task } from '../../events/stores/sqlite/protocol.ts';
import { openForWriting } from '../../events/stores/sqlite/schema.ts';
import { rejection } from '../support/rejection.ts';
import { skip } from '../support/skip.ts';
import { otherProcess } from '../support/sqlite-process.ts';
import { anEvent, fill, range, readAll, someEvents, written } from '../support/store-contract/events.ts';
import { Listener } from '../support/store-contract/listener.ts';
import { OpenStores } from '../support/store-contract/stores.ts';
import { sqliteStore, temporaryFolder } from '../support/stores.ts';
import { until } from '../support/until.ts';

const STREAM = 'chatbox-main';

describe('A SQLite store in trouble', function () {
  this.timeout(30_000);
  const stores = new OpenStores(() => sqliteStore({ lockedMs: 500 }));
  afterEach(() => stores.close());

  /** A store, and its writer's Worker. */
  async function opened() {
    const starting = new Promise<Worker>((resolve) => process.once('worker', resolve));
    const { store } = await stores.open();
    return { store, file: store.name.slice('sqlite:'.length), worker: await starting };
  }

  it('does not know the outcome of appends whose writer dies, which the same appends then settle', async () => {
    const { store, worker } = await opened();
    const events = someEvents(100);
    const batches = events.map((event, at) => ({
      expected: at === 0 ? ('no_stream' as const) : BigInt(at - 1),
      event,
    }));
    const appends = batches.map(({ expected, event }) => store.append(STREAM, expected, [event]));
    const outcomes = Promise.allSettled(appends);
    await worker.terminate();
    for (const outcome of await outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).to.be.instanceOf(OutcomeUnknown);
    }
    for (const [at, { expected, event }] of batches.entries()) {
      expect((await store.append(STREAM, expected, [event])).revision).to.equal(BigInt(at));
    }
    expect(written(await readAll(store, STREAM))).to.deep.equal(written(events));
  });

  it('starts another writer when one ends by an error of its own, and says what it was', async () => {
    const { store, worker } = await opened();
    await fill(store, STREAM, 1);
    const listener = new Listener(store, STREAM, 0n);
    const warnings: string[] = [];
    const onWarning = ({ message }: Error) => void warnings.push(message);
    process.on('warning', onWarning);
    worker.postMessage(null);
    const error = await rejection(store.append(STREAM, 0n, [anEvent('under way')]), OutcomeUnknown);
    expect(error.code).to.equal('STORE_OUTCOME_UNKNOWN');
    await until('the error was told', () => warnings.length > 0);
    process.off('warning', onWarning);
    await fill(store, 'chatbox-2', 1);
    expect((await store.append(STREAM, 0n, [anEvent('again')])).revision).to.equal(1n);
    await listener.has(1n);
  });

  it('does nothing, and says so, while its table is gone; its subscribers hear it and come back', async () => {
    const { store, file } = await opened();
    await fill(store, STREAM, 2);
    const listener = new Listener(store, STREAM, -1n);
    await listener.isCaughtUp();
    const other = new Database(file);
    other.exec('ALTER TABLE events RENAME TO hidden');
    await until('the subscriber was told', () => listener.told.includes('interrupted'));
    await rejection(store.append(STREAM, 1n, [anEvent('refused')]), StoreUnavailable);
    await rejection(store.read(STREAM, { limit: 1 }), StoreUnavailable);
    other.exec('ALTER TABLE hidden RENAME TO events');
    other.close();
    await until('it came back', () => listener.told.at(-1) === 'caught up');
    await store.append(STREAM, 1n, [anEvent('kept')]);
    await listener.has(2n);
    expect(listener.revisions).to.deep.equal(range(0, 2));
    expect(listener.told.filter((item) => item === 'interrupted')).to.have.length(1);
  });

  it('tells why its writer does not start, and starts it when it can', async () => {
    const { store, file, worker } = await opened();
    await fill(store, STREAM, 1);
    await worker.terminate();
    await rename(file, `${file}-away`);
    await mkdir(file);
    const error = await rejection(store.append(STREAM, 0n, [anEvent('refused')]), StoreUnavailable);
    expect(error.message).to.include('its writer does not start').and.include(file);
    await rmdir(file);
    await rename(`${file}-away`, file);
    expect((await store.append(STREAM, 0n, [anEvent('kept')])).revision).to.equal(1n);
    expect(await readAll(store, STREAM)).to.have.length(2);
  });

  it('promises nothing while its file is away or another is in its place, and goes on when it is back', async function () {
    if (process.platform === 'win32') skip(this, 'this system moves no file that is open');
    const { store, file } = await opened();
    await fill(store, STREAM, 1);
    await rename(file, `${file}-away`);
    const refused = () => rejection(store.append(STREAM, 0n, [anEvent('refused')]), StoreUnavailable);
    expect((await refused()).message).to.include('moved, removed or replaced');
    await writeFile(file, '');
    await refused();
    await rename(`${file}-away`, file);
    expect((await store.append(STREAM, 0n, [anEvent('kept')])).revision).to.equal(1n);
    expect(await readAll(store, STREAM)).to.have.length(2);
  });

  it('keeps all that was promised, and nothing that was not, when the file cannot grow any more', async function () {
    if (process.platform === 'win32') skip(this, 'this system has no bound for the size of files');
    const { store, file } = await opened();
    const other = otherProcess({ do: 'fill', file, stream: STREAM });
    await other.exited;
    expect(other.told.length).to.be.greaterThan(3);
    expect(other.told.at(-1)).to.equal('STORE_UNAVAILABLE');
    const kept = await readAll(store, STREAM);
    expect(kept.filter((_, at) => at % 2 === 1).map(({ id }) => id)).to.deep.equal(other.told.slice(0, -1));
    expect((await store.append(STREAM, BigInt(kept.length - 1), [anEvent()])).revision).to.equal(BigInt(kept.length));
  });

  it('leaves the event loop free while a subscriber catches up', async () => {
    const { store } = await opened();
    await fill(store, STREAM, 10_000);
    let turn = 0;
    const given = new Map<number, number>();
    const listener = new Listener(store, STREAM, -1n, () => given.set(turn, (given.get(turn) ?? 0) + 1));
    for (; listener.events.length < 10_000; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(Math.max(...given.values())).to.be.at.most(1_024);
  });
});

describe('The commits of a SQLite store', () => {
  let folder: string;
  let db: DatabaseSync;
  let commits: Commits;
  beforeEach(async () => {
    folder = await temporaryFolder();
    db = openForWriting(join(folder, 'chatbox.db'), 100);
    commits = new Commits(db, 100);
  });
  afterEach(async () => {
    db.close();
    await rm(folder, { recursive: true });
  });

  function append(task: number, expected: number, ...texts: readonly string[]): Task {
    return {
      kind: 'append',
      task,
      stream: STREAM,
      expected,
      cells: texts.flatMap((text) => [text, 'T', 1, '{}', '{}']),
    };
  }

  function kept(): readonly unknown[] {
    return db
      .prepare('SELECT id FROM events ORDER BY revision')
      .all()
      .map(({ id }) => id);
  }

  it('do all that waits in one transaction, each judged after the one before it', () => {
    const answers = commits.commit([
      append(1, -1, 'a', 'b'),
      append(2, 1, 'c'),
      append(3, 1, 'too late'),
      append(4, -1, 'a', 'b'),
      { kind: 'snapshot', task: 5, stream: STREAM, revision: 2, v: 1, state: new TextEncoder().encode('{}') },
    ]);
    expect(answers.map(({ task, kind }) => [task, kind])).to.deep.equal([
      [1, 'appended'],
      [2, 'appended'],
      [3, 'conflict'],
      [4, 'appended'],
      [5, 'saved'],
    ]);
    expect(answers[2]).to.include({ actual: 2 });
    expect(answers[3]).to.include({ revision: 1, position: 2 });
    expect(kept()).to.deep.equal(['a', 'b', 'c']);
  });

  it('write nothing of it when the disk is full, and all of it when there is room again', () => {
    const tasks = [append(1, -1, 'a'), append(2, 0, ...Array.from({ length: 2_000 }, (_, at) => `event ${at}`))];
    db.exec('PRAGMA max_page_count = 12');
    const answers = commits.commit(tasks);
    expect(answers.map(({ kind }) => kind)).to.deep.equal(['unavailable', 'unavailable']);
    expect(answers[0]).to.include({ task: 1, why: 'the disk is full.' });
    expect(kept()).to.deep.equal([]);
    db.exec('PRAGMA max_page_count = 100000');
    expect(commits.commit(tasks).map(({ kind }) => kind)).to.deep.equal(['appended', 'appended']);
    expect(kept()).to.have.length(2_001);
  });

  it('do not claim to know what became of it when the commit itself fails', () => {
    db.exec(`CREATE TABLE other (id INTEGER PRIMARY KEY, of INTEGER REFERENCES other DEFERRABLE INITIALLY DEFERRED);
      CREATE TRIGGER spoil AFTER INSERT ON events BEGIN INSERT INTO other (of) VALUES (99); END`);
    const answers = commits.commit([append(1, -1, 'a'), append(2, 5, 'b')]);
    expect(answers.map(({ kind }) => kind)).to.deep.equal(['unknown', 'unknown']);
    expect(kept()).to.deep.equal([]);
    db.exec('DROP TRIGGER spoil');
    expect(commits.commit([append(1, -1, 'a')])[0]).to.include({ kind: 'appended', revision: 0 });
  });
});
