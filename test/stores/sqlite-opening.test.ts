import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { ChatboxError } from '../../events/core/errors.ts';
import { openSqlite } from '../../events/stores/sqlite/index.ts';
import { rejection } from '../support/rejection.ts';
import { skip } from '../support/skip.ts';
import { otherProcess } from '../support/sqlite-process.ts';
import { anEvent, readAll } from '../support/store-contract/events.ts';
import { temporaryFolder } from '../support/stores.ts';
import { until } from '../support/until.ts';

describe('Opening a SQLite store', function () {
  this.timeout(30_000);
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
    file = join(folder, 'chatbox.db');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function refusal(path: string, lockedMs = 200): Promise<ChatboxError> {
    const error = await rejection(openSqlite(path, { lockedMs }), ChatboxError);
    expect(error.code).to.equal('STORE_CANNOT_OPEN');
    expect(error.message).to.include(`"sqlite:${path}"`).and.include('Hint: ');
    return error;
  }

  async function aClosedStore(): Promise<void> {
    const store = await openSqlite(file);
    await store.append('chatbox-main', 'no_stream', [anEvent()]);
    await store.close();
  }

  function change(sql: string): void {
    const db = new DatabaseSync(file);
    db.exec(sql);
    db.close();
  }

  it('makes the file and its folders, and leaves one file when it is closed', async () => {
    const path = join(folder, 'deep', 'down', 'chatbox.db');
    const store = await openSqlite(path);
    await store.append('chatbox-main', 'no_stream', [anEvent()]);
    expect(store.name).to.equal(`sqlite:${path}`);
    await store.close();
    expect(await readdir(join(folder, 'deep', 'down'))).to.deep.equal(['chatbox.db']);
  });

  it('keeps its log in WAL mode, where readers and the writer do not wait for each other', async () => {
    await aClosedStore();
    const db = new DatabaseSync(file);
    expect(db.prepare('PRAGMA journal_mode').get()?.journal_mode).to.equal('wal');
    db.close();
  });

  it('is refused where there is a folder', async () => {
    await mkdir(file);
    expect((await refusal(file)).details.reason).to.equal('folder');
  });

  it('is refused where a part of the path is a file', async () => {
    await writeFile(file, '');
    expect((await refusal(join(file, 'chatbox.db'))).details.reason).to.equal('folder');
  });

  it('is refused without a file', async () => {
    expect((await refusal('')).details.reason).to.equal('no-file');
    expect((await refusal(':memory:')).message).to.include('memory:');
  });

  it('is refused where this process may not write', async function () {
    if (process.seteuid === undefined || process.getuid === undefined)
      skip(this, 'this system knows no users by number');
    await mkdir(join(folder, 'locked'), { mode: 0o555 });
    // The superuser may write anywhere: be somebody else for a moment.
    if (process.getuid() === 0) process.seteuid(65_534);
    try {
      expect((await refusal(join(folder, 'locked', 'chatbox.db'))).details.reason).to.equal('denied');
    } finally {
      process.seteuid(process.getuid());
    }
  });

  it('is refused for a file that is not a database, which is left as it was', async () => {
    const text = 'my shopping list\n'.repeat(100);
    await writeFile(file, text);
    expect((await refusal(file)).details.reason).to.equal('not-a-database');
    expect(await readFile(file, 'utf8')).to.equal(text);
  });

  it('is refused for a database of something else, which is left as it was', async () => {
    change('CREATE TABLE user (id TEXT); PRAGMA user_version = 1');
    const before = await readFile(file);
    expect((await refusal(file)).details.reason).to.equal('foreign');
    expect((await readFile(file)).equals(before)).to.equal(true);
  });

  it('is refused for a file of a newer version, whose events stay', async () => {
    await aClosedStore();
    change('PRAGMA user_version = 2');
    const error = await refusal(file);
    expect(error.details.reason).to.equal('newer');
    expect(error.message).to.include('number 2').and.include('update astro-chatbox');
    change('PRAGMA user_version = 1');
    const store = await openSqlite(file);
    expect(await readAll(store, 'chatbox-main')).to.have.length(1);
    await store.close();
  });

  it('is refused while another process keeps a new file locked', async () => {
    const other = new DatabaseSync(file);
    other.exec('BEGIN EXCLUSIVE');
    const begun = performance.now();
    expect((await refusal(file, 1_000)).details.reason).to.equal('locked');
    expect(performance.now() - begun).to.be.at.least(1_000);
    other.close();
    await aClosedStore();
  });

  it('waits for a lock on a new file that is not held too long', async () => {
    const other = new DatabaseSync(file);
    other.exec('BEGIN EXCLUSIVE');
    const opening = openSqlite(file);
    await pause(500);
    other.close();
    await (await opening).close();
  });

  it('works, reads included, while another process writes', async () => {
    await aClosedStore();
    const other = otherProcess({ do: 'lock', file });
    await until('it holds the lock', () => other.told.includes('done'));
    const store = await openSqlite(file, { lockedMs: 200 });
    expect(await readAll(store, 'chatbox-main')).to.have.length(1);
    await other.kill();
    expect((await store.append('chatbox-main', 0n, [anEvent()])).revision).to.equal(1n);
    await store.close();
  });

  it('does not wait for its writer where there is a log already', async () => {
    await aClosedStore();
    const online = new Promise((resolve) => process.once('worker', (worker) => worker.once('online', resolve)));
    const opened = openSqlite(file);
    const first = await Promise.race([opened.then(() => 'read'), online.then(() => 'online')]);
    expect(first).to.equal('read');
    const store = await opened;
    expect(await readAll(store, 'chatbox-main')).to.have.length(1);
    expect((await store.append('chatbox-main', 0n, [anEvent()])).revision).to.equal(1n);
    await store.close();
  });

  it('puts a copy that was made by VACUUM INTO back into WAL mode', async () => {
    await aClosedStore();
    const copy = join(folder, 'copy.db');
    change(`VACUUM INTO '${copy}'`);
    const store = await openSqlite(copy);
    await store.append('chatbox-main', 0n, [anEvent()]);
    const db = new DatabaseSync(copy);
    expect(db.prepare('PRAGMA journal_mode').get()?.journal_mode).to.equal('wal');
    db.close();
    expect(await readAll(store, 'chatbox-main')).to.have.length(2);
    await store.close();
  });

  it('works for several at once on a new file', async () => {
    const stores = await Promise.all(Array.from({ length: 6 }, () => openSqlite(file)));
    await Promise.all(stores.map((store, at) => store.append(`chatbox-${at}`, 'no_stream', [anEvent()])));
    for (const at of stores.keys()) expect(await readAll(stores[0] ?? failed(), `chatbox-${at}`)).to.have.length(1);
    await Promise.all(stores.map((store) => store.close()));
    expect((await stat(file)).size).to.be.greaterThan(0);
  });
});

function failed(): never {
  throw new Error('nothing was opened');
}
