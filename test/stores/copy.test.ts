import { expect } from 'chai';
import { ChatboxError, OutcomeUnknown, StoreUnavailable } from '../../events/core/errors.ts';
import type { EventStore } from '../../events/core/event-store.ts';
import { canonical } from '../../events/stores/canonical.ts';
import { type CopyProgress, copyLog } from '../../events/stores/copy.ts';
import { openEventStoreDb } from '../../events/stores/eventstoredb/index.ts';
import { openMemory } from '../../events/stores/memory.ts';
import { EventStoreDbDouble } from '../support/eventstoredb-double/index.ts';
import { rejection } from '../support/rejection.ts';
import { anEvent, fill, readAll, someEvents, written } from '../support/store-contract/events.ts';
import { sqliteStore } from '../support/stores.ts';

const CHAT = 'chatbox-main';
const MENU = 'menu-main';

describe('Copying a log', function () {
  this.timeout(20_000);

  it('from SQLite to EventStoreDB and back keeps every event, and the digest over them', async () => {
    const { store: sqlite, dispose = async () => {} } = await sqliteStore();
    const double = await EventStoreDbDouble.start();
    const eventstoredb = await openEventStoreDb(double.url);
    const back = openMemory();
    await fill(sqlite, CHAT, 2_500);
    await sqlite.append(MENU, 'no_stream', [
      { ...anEvent(), v: 3, meta: { actor: { groups: ['é'] }, $correlationId: 'c' } },
    ]);

    const there = await copyLog(sqlite, eventstoredb, [CHAT, MENU]);
    const here = await copyLog(eventstoredb, back, [CHAT, MENU]);
    expect(there).to.deep.equal(here);
    expect(there.map(({ events, copied }) => [events, copied])).to.deep.equal([
      [2_500, 2_500],
      [1, 1],
    ]);
    expect(there[0]?.digest)
      .to.match(/^[0-9a-f]{64}$/)
      .and.not.equal(there[1]?.digest);
    for (const stream of [CHAT, MENU]) {
      const events = written(await readAll(sqlite, stream));
      expect(written(await readAll(eventstoredb, stream))).to.deep.equal(events);
      expect(written(await readAll(back, stream))).to.deep.equal(events);
    }
    await Promise.all([sqlite.close(), eventstoredb.close(), back.close()]);
    await Promise.all([dispose(), double.stop()]);
  });

  it('that was interrupted is continued, and tells how far it is', async () => {
    const [from, to] = [openMemory(), openMemory()];
    await fill(from, CHAT, 3_000);
    const leaving = new AbortController();
    const onProgress = ({ done }: CopyProgress) => {
      if (done >= 1_024) leaving.abort(new TypeError('enough'));
    };
    await rejection(copyLog(from, to, [CHAT], { onProgress, signal: leaving.signal }), TypeError);
    expect(await readAll(to, CHAT)).to.have.length(1_024);

    const told: CopyProgress[] = [];
    const [copied] = await copyLog(from, to, [CHAT], { onProgress: (progress) => told.push(progress) });
    expect(copied).to.include({ events: 3_000, copied: 1_976 });
    expect(written(await readAll(to, CHAT))).to.deep.equal(written(await readAll(from, CHAT)));
    expect(told.map(({ phase, done, total }) => `${phase} ${done}/${total}`)).to.deep.equal([
      'compare 1024/1024',
      'copy 1024/1976',
      'copy 1976/1976',
      'verify 1024/1976',
      'verify 1976/1976',
    ]);
    // Again: there is nothing left to do, and that is verified too.
    expect((await copyLog(from, to, [CHAT]))[0]).to.deep.equal({ ...copied, copied: 0 });
  });

  const others = [
    { what: 'holds another event in the middle', differ: () => [...someEvents(4), anEvent('other')] },
    { what: 'is longer', differ: (events: ReturnType<typeof someEvents>) => [...events, anEvent('more')] },
    {
      what: 'differs in a detail of its last event',
      differ: (events: ReturnType<typeof someEvents>) => [
        ...events.slice(0, -1),
        { ...anEvent('9', events[9]?.id), v: 2 },
      ],
    },
  ];
  for (const { what, differ } of others) {
    it(`to a log that ${what} is refused, and nothing is written`, async () => {
      const [from, to] = [openMemory(), openMemory()];
      const theirs = differ(await fill(from, CHAT, 10));
      await to.append(CHAT, 'no_stream', theirs);
      const error = await rejection(copyLog(from, to, [CHAT]), ChatboxError);
      expect(error.code).to.equal('COPY_TARGET_DIFFERS');
      expect(written(await readAll(to, CHAT))).to.deep.equal(written(theirs));
    });
  }

  it('to a log with one stream of another is refused before any stream is written', async () => {
    const [ours, theirs, to] = [openMemory(), openMemory(), openMemory()];
    for (const store of [ours, theirs]) {
      await fill(store, CHAT, 3);
      await store.append(MENU, 'no_stream', [anEvent()]);
    }
    await copyLog(theirs, to, [MENU]);
    const error = await rejection(copyLog(ours, to, [CHAT, MENU]), ChatboxError);
    expect([error.code, error.details.stream]).to.deep.equal(['COPY_TARGET_DIFFERS', MENU]);
    expect(await readAll(to, CHAT)).to.deep.equal([]);
    expect(await readAll(to, MENU)).to.have.length(1);
  });

  it('of several streams is continued from within the second', async () => {
    const [from, to] = [openMemory(), openMemory()];
    for (const stream of [CHAT, MENU]) await fill(from, stream, 1_500);
    const leaving = new AbortController();
    const onProgress = ({ stream, done }: CopyProgress) => {
      if (stream === MENU && done >= 1_024) leaving.abort(new TypeError('enough'));
    };
    await rejection(copyLog(from, to, [CHAT, MENU], { onProgress, signal: leaving.signal }), TypeError);
    const copied = await copyLog(from, to, [CHAT, MENU]);
    expect(copied.map(({ events, copied }) => [events, copied])).to.deep.equal([
      [1_500, 0],
      [1_500, 476],
    ]);
  });

  it('takes a stream that was named twice once', async () => {
    const [from, to] = [openMemory(), openMemory()];
    await fill(from, CHAT, 3);
    expect(await copyLog(from, to, [CHAT, CHAT])).to.have.length(1);
  });

  it('goes on through an outcome that is unknown, and stops when the store is away', async () => {
    const [from, to] = [openMemory(), openMemory()];
    await fill(from, CHAT, 10);
    const unsure = failing(to, new OutcomeUnknown('its reply was lost.'), true);
    expect((await copyLog(from, unsure, [CHAT]))[0]).to.include({ events: 10, copied: 10 });
    expect(await readAll(to, CHAT)).to.have.length(10);
    await rejection(
      copyLog(from, failing(openMemory(), new StoreUnavailable('away.'), false), [CHAT]),
      StoreUnavailable,
    );
  });

  it('notices another writer, while it copies and at the end', async () => {
    for (const [phase, code, revision] of [
      ['copy', 'COPY_TARGET_BUSY', 1_023n],
      ['verify', 'COPY_UNVERIFIED', 1_499n],
    ] as const) {
      const [from, to] = [openMemory(), openMemory()];
      await fill(from, CHAT, 1_500);
      let written = false;
      const onProgress = (progress: CopyProgress) => {
        if (progress.phase !== phase || written) return;
        written = true;
        void to.append(CHAT, revision, [anEvent('intruder')]);
      };
      const error = await rejection(copyLog(from, to, [CHAT], { onProgress }), ChatboxError);
      expect(error.code).to.equal(code);
    }
  });

  it('believes what the target gives back, not what it was given', async () => {
    const [from, to] = [openMemory(), openMemory()];
    await fill(from, CHAT, 10);
    const forgetful: EventStore = {
      ...methods(to),
      read: async (stream, options) =>
        (await to.read(stream, options)).map((event) => (event.revision === 4n ? { ...event, v: 2 } : event)),
    };
    const error = await rejection(copyLog(from, forgetful, [CHAT]), ChatboxError);
    expect(error.code).to.equal('COPY_UNVERIFIED');
  });

  it('cuts what it reads into appends that a store takes', async () => {
    const [from, to] = [openMemory(), openMemory()];
    for (let at = 0; at < 4; at += 1) {
      await from.append(CHAT, at === 0 ? 'no_stream' : BigInt(at - 1), [anEvent('x'.repeat(800_000))]);
    }
    expect((await copyLog(from, to, [CHAT]))[0]).to.include({ copied: 4 });
  });

  it('of streams that are empty copies nothing', async () => {
    expect((await copyLog(openMemory(), openMemory(), [CHAT]))[0]).to.include({ events: 0, copied: 0 });
  });
});

describe('Canonical JSON', () => {
  it('is that of RFC 8785', () => {
    const value = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonical(value)).to.equal(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonical(keys)).to.equal('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}');
  });
});

/** The same store, whose first append fails so, after it was done or instead of it. */
function failing(store: EventStore, error: Error, after: boolean): EventStore {
  let failures = 0;
  return {
    ...methods(store),
    append: async (...batch) => {
      const first = failures === 0;
      failures += 1;
      if (first && !after) throw error;
      const appended = await store.append(...batch);
      if (first) throw error;
      return appended;
    },
  };
}

const methods = (store: EventStore): EventStore => ({
  name: store.name,
  append: (...batch) => store.append(...batch),
  read: (...page) => store.read(...page),
  subscribe: (...place) => store.subscribe(...place),
  loadSnapshot: (stream) => store.loadSnapshot(stream),
  saveSnapshot: (...snapshot) => store.saveSnapshot(...snapshot),
  close: () => store.close(),
});
