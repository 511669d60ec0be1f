import { chmod, copyFile, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ChatboxError, StoreUnavailable } from '../../events/core/errors.ts';
import type { LogReader } from '../../events/core/event-store.ts';
import { openSqlite } from '../../events/stores/sqlite/index.ts';
import { openReadOnly, openSqliteForReading } from '../../events/stores/sqlite/reading.ts';
import { rejection } from '../support/rejection.ts';
import { skip } from '../support/skip.ts';
import { anEvent } from '../support/store-contract/events.ts';
import { temporaryFolder } from '../support/stores.ts';

const CHAT = 'chatbox-main';

describe('Reading a SQLite log that may not be written', function () {
  this.timeout(30_000);
  let folder: string;
  let file: string;
  beforeEach(async function () {
    if (process.seteuid === undefined || process.getuid === undefined)
      skip(this, 'this system knows no users by number');
    folder = await temporaryFolder();
    await mkdir(join(folder, 'data'));
    file = join(folder, 'data', 'chatbox.db');
    const site = await openSqlite(file);
    await site.append(CHAT, 'no_stream', [anEvent('one'), anEvent('two')]);
    await site.close();
  });
  afterEach(async () => {
    if (folder === undefined) return;
    await modes(0o755, 0o644);
    await rm(folder, { recursive: true });
  });

  async function modes(ofFolder: number, ofFiles: number): Promise<void> {
    await chmod(folder, 0o755);
    await chmod(join(folder, 'data'), ofFolder);
    for (const name of await readdir(join(folder, 'data'))) await chmod(join(folder, 'data', name), ofFiles);
  }

  /** The superuser may write anywhere: be somebody else for a moment. */
  async function asAnother<T>(work: () => Promise<T>): Promise<T> {
    const own = process.getuid?.() ?? 0;
    if (own === 0) process.seteuid?.(65_534);
    try {
      return await work();
    } finally {
      process.seteuid?.(own);
    }
  }

  const textsOf = async (log: LogReader) =>
    (await log.read(CHAT, { limit: 10 })).map(({ data }) => (data as { text: string }).text);

  /** Somebody else may not be able to read this checkout, and so start no Worker. */
  const open = (): Promise<LogReader> | LogReader =>
    stat(import.meta.filename).then(
      () => openSqliteForReading(file),
      () => openReadOnly(file),
    );

  const readByAnother = () =>
    asAnother(async () => {
      const log = await open();
      try {
        return await textsOf(log);
      } finally {
        await log.close();
      }
    });

  for (const [where, ofFolder, ofFiles] of [
    ['a file that is only to be read', 0o777, 0o444],
    ['a folder that is only to be read', 0o555, 0o666],
    ['both', 0o555, 0o444],
  ] as const) {
    it(`works while the site is closed, in the case of ${where}, and leaves nothing there`, async () => {
      await modes(ofFolder, ofFiles);
      const before = await readFile(file);
      expect(await readByAnother()).to.deep.equal(['one', 'two']);
      expect(await readdir(join(folder, 'data'))).to.deep.equal(['chatbox.db']);
      expect((await readFile(file)).equals(before)).to.equal(true);
    });

    it(`works while the site runs, in the case of ${where}`, async () => {
      const site = await openSqlite(file);
      await site.append(CHAT, 1n, [anEvent('three')]);
      await modes(ofFolder, ofFiles);
      expect(await readByAnother()).to.deep.equal(['one', 'two', 'three']);
      await site.append(CHAT, 2n, [anEvent('four')]);
      await modes(0o755, 0o644);
      await site.close();
    });
  }

  it('is refused where the last events stand in a "-wal" alone, with a way to read them', async () => {
    const site = await openSqlite(file);
    await site.append(CHAT, 1n, [anEvent('three')]);
    const copy = join(folder, 'copy.db');
    for (const end of ['', '-wal']) await copyFile(`${file}${end}`, `${copy}${end}`);
    await site.close();
    for (const end of ['', '-wal']) await rm(`${file}${end}`, { force: true });
    for (const end of ['', '-wal']) await copyFile(`${copy}${end}`, `${file}${end}`);
    await modes(0o555, 0o444);
    const error = await rejection(readByAnother(), ChatboxError);
    expect([error.code, error.details.reason]).to.deep.equal(['STORE_CANNOT_OPEN', 'wal-alone']);
    expect(error.message).to.include('Hint: copy the file and its "-wal"');
    await modes(0o755, 0o644);
    const log = await openSqliteForReading(file);
    expect(await textsOf(log)).to.deep.equal(['one', 'two', 'three']);
    await log.close();
  });

  it('is refused where it may not be read either, and where it is no log', async () => {
    await modes(0o555, 0o000);
    const unreadable = await rejection(readByAnother(), ChatboxError);
    expect(unreadable.details.reason).to.equal('denied');
    expect(unreadable.message).to.include('may not read it');
    await modes(0o755, 0o644);
    for (const [text, reason] of [
      ['', 'empty'],
      ['my shopping list\n'.repeat(100), 'not-a-database'],
    ] as const) {
      await writeFile(file, text);
      await modes(0o555, 0o444);
      expect((await rejection(readByAnother(), ChatboxError)).details.reason).to.equal(reason);
    }
  });

  it('stops when the file is written to meanwhile', async () => {
    await modes(0o555, 0o444);
    const log = await asAnother(() => openSqliteForReading(file));
    expect(await textsOf(log)).to.have.length(2);
    await utimes(file, new Date(), new Date());
    await rejection(textsOf(log), StoreUnavailable);
    await log.close();
  });
});
