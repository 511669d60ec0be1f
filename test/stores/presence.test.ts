import { randomUUID } from 'node:crypto';
import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import type { PresenceStore } from '../../events/core/presence-store.ts';
import { openPresence, parseStore, storeFrom } from '../../events/stores/index.ts';
import { EventStoreDbDouble } from '../support/eventstoredb-double/index.ts';
import { HASTY, processWith } from '../support/presence-process.ts';
import { temporaryFolder } from '../support/stores.ts';
import { until } from '../support/until.ts';

const real = process.env.EVENTSTOREDB_URL;

interface Shared {
  /** What CHATBOX_STORE would be. */
  readonly setting: string;
  dispose(): Promise<void>;
}

async function onSqlite(): Promise<Shared> {
  const folder = await temporaryFolder();
  return { setting: `sqlite:${join(folder, 'chatbox.db')}`, dispose: () => rm(folder, { recursive: true }) };
}

async function onEventStoreDb(): Promise<Shared> {
  if (real !== undefined) return { setting: real, dispose: async () => {} };
  const double = await EventStoreDbDouble.start();
  return { setting: double.url, dispose: () => double.stop() };
}

const stores = [
  { name: 'one SQLite file', share: onSqlite },
  { name: `one EventStoreDB, ${real === undefined ? 'a double' : 'that of EVENTSTOREDB_URL'}`, share: onEventStoreDb },
];

for (const { name, share } of stores) {
  describe(`Who is here, by the processes on ${name}`, function () {
    this.timeout(30_000);
    let ends: (() => Promise<void>)[];
    let setting: string;
    let place: string;
    beforeEach(async () => {
      const shared = await share();
      setting = shared.setting;
      ends = [shared.dispose];
      place = `place-${randomUUID()}`;
    });
    afterEach(async () => {
      for (const end of ends.reverse()) await end();
    });

    async function here(): Promise<PresenceStore> {
      const presence = await openPresence(parseStore(setting), HASTY);
      ends.push(() => presence.close());
      return presence;
    }

    async function elsewhere(...members: readonly string[]) {
      const other = await processWith(setting, place, members);
      ends.push(() => other.kill());
      return other;
    }

    const sees = (presence: PresenceStore, ...members: readonly string[]) =>
      until(`${members.join(' and ') || 'nobody'} was seen`, () => presence.others(place).join() === members.join());

    it('they see each other’s members, and one that is killed disappears', async () => {
      const a = await here();
      a.tell(place, ['ada']);
      const other = await elsewhere('bob', 'cyd');
      await sees(a, 'bob', 'cyd');
      const b = await here();
      await sees(b, 'ada', 'bob', 'cyd');
      await other.kill();
      await sees(a);
      await sees(b, 'ada');
    });

    it('one that ends is forgotten like one that died, and one that comes later sees who stayed', async () => {
      const [a, b] = [await here(), await here()];
      a.tell(place, ['ada']);
      b.tell(place, ['bob']);
      await sees(a, 'bob');
      await b.close();
      await sees(a);
      await sees(await here(), 'ada');
    });

    it('nothing of it is in the log', async () => {
      const [a, b] = [await here(), await here()];
      a.tell(place, ['ada']);
      await sees(b, 'ada');
      const log = await storeFrom(setting);
      ends.push(() => log.close());
      expect(await log.read(place, { limit: 10 })).to.deep.equal([]);
      expect(await log.read(`chatbox-${place}`, { limit: 10 })).to.deep.equal([]);
    });
  });
}

describe('Who is here, beside a SQLite log', function () {
  this.timeout(20_000);
  let folder: string;
  let log: string;
  let presence: PresenceStore | undefined;
  beforeEach(async () => {
    folder = await temporaryFolder();
    log = join(folder, 'chatbox.db');
  });
  afterEach(async () => {
    await presence?.close();
    await rm(folder, { recursive: true });
  });
  const open = async () => {
    presence = await openPresence(parseStore(`sqlite:${log}`), HASTY);
    return presence;
  };

  it('is in a file of its own, and the log stays as it is', async () => {
    const store = await storeFrom(`sqlite:${log}`);
    await store.close();
    const before = await stat(log);
    (await open()).tell('main', ['ada']);
    const other = await openPresence(parseStore(`sqlite:${log}`), HASTY);
    await until('ada was seen', () => other.others('main').includes('ada'));
    await other.close();
    expect((await stat(log)).mtimeMs).to.equal(before.mtimeMs);
    expect((await stat(`${log}-presence`)).isFile()).to.equal(true);
  });

  it('begins anew where the file is damaged', async () => {
    await writeFile(`${log}-presence`, 'x'.repeat(10_000));
    (await open()).tell('main', ['ada']);
    const other = await openPresence(parseStore(`sqlite:${log}`), HASTY);
    await until('ada was seen', () => other.others('main').includes('ada'));
    await other.close();
  });

  it('never waits for a lock of another process, and goes on after it', async () => {
    const [a, b] = [await open(), await openPresence(parseStore(`sqlite:${log}`), HASTY)];
    a.tell('main', ['ada']);
    await until('ada was seen', () => b.others('main').includes('ada'));
    const locking = new DatabaseSync(`${log}-presence`);
    locking.exec('BEGIN IMMEDIATE');
    a.tell('main', ['bob']);
    let longest = 0;
    let last = performance.now();
    for (const end = last + 500; last < end; ) {
      await new Promise((resolve) => setImmediate(resolve));
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
    expect(longest).to.be.below(300);
    expect(b.others('main')).to.deep.equal(['ada']);
    locking.exec('ROLLBACK');
    locking.close();
    await until('bob was seen', () => b.others('main').join() === 'bob');
    await b.close();
  });
});

describe('Who is here, in an EventStoreDB', function () {
  this.timeout(20_000);

  it('takes one small stream for each process, which keeps its last event, and one that names them', async () => {
    const double = await EventStoreDbDouble.start();
    const [a, b] = await Promise.all([1, 2].map(() => openPresence(parseStore(double.url), HASTY)));
    for (let at = 0; at < 5; at += 1) {
      a?.tell('main', [`id-${at}`]);
      await until('it was seen', () => b?.others('main').join() === `id-${at}`);
    }
    const directory = double.log.visible('presence-directory').map(({ data }) => JSON.parse(String(Buffer.from(data))));
    expect(directory).to.have.length(2);
    for (const { process } of directory) expect(double.log.visible(`presence-${process}`)).to.have.length(1);
    expect(new Set(double.calls.map((call) => call.split(' ')[0]))).to.deep.equal(new Set(['append', 'read']));
    await Promise.all([a?.close(), b?.close()]);
    await double.stop();
  });

  it('says so while the server is away, and resumes by itself', async () => {
    const double = await EventStoreDbDouble.start();
    const lines: string[] = [];
    const log = (line: string) => void lines.push(line);
    const options = { ...HASTY, log, silence: 300, appendTimeout: 300, grace: 100, firstPause: 5 };
    const [a, b] = await Promise.all([1, 2].map(() => openPresence(parseStore(double.url), options)));
    a?.tell('main', ['ada']);
    await until('ada was seen', () => b?.others('main').join() === 'ada');
    await double.link.remove();
    await until('ada was forgotten', () => b?.others('main').join() === '');
    expect(lines[0]).to.include('who is here is not shared');
    expect(lines).to.have.length(2);
    await double.link.restore();
    await until('ada was seen again', () => b?.others('main').join() === 'ada');
    await Promise.all([a?.close(), b?.close()]);
    await double.stop();
  });
});
