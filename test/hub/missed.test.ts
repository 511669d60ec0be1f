import { expect } from 'chai';
import { openMemory } from '../../events/stores/memory.ts';
import { MISSED, MISSED_BYTES } from '../../plugin/hub/limits.ts';
import { ask, member, postMessage } from '../support/builders.ts';
import { until } from '../support/until.ts';
import { type OpenHub, openHub } from './open-hub.ts';

const ada = member('ada');
const bob = member('bob');
const eve = member('eve');
const mod = member('mod', { groups: ['board'] });

describe('a reader who was away', () => {
  const many = async (site: OpenHub, count: number, text = 'x'): Promise<void> => {
    const posts = Array.from({ length: count }, (_, n) =>
      site.chat.execute(postMessage(member(`a${n}`.padEnd(4, '-')), text)),
    );
    await Promise.all(posts);
  };

  for (const [where, keep] of [
    ['memory', undefined],
    ['the store', 4],
  ] as const) {
    it(`misses nothing, and gets nothing twice, out of ${where}`, async () => {
      const site = await openHub(keep === undefined ? {} : { keep });
      const reader = site.reader(bob).open(site.hub, site.chat.revision);
      await many(site, 20);
      await site.settle(reader);
      reader.leave();
      for (let n = 0; n < 10; n += 1) await site.chat.execute(postMessage(member(`late${n}`), `late ${n}`));
      reader.open(site.hub);
      // More comes while what was missed is being read.
      await site.chat.execute(postMessage(member('live'), 'live'));
      await site.settle(reader);
      const ids = reader.of('message').map(({ id }) => Number(id));
      expect(ids).to.deep.equal([...new Set(ids)].sort((a, b) => a - b));
      expect(reader.log).to.have.length(31);
      await site.close();
    });
  }

  it('for too long gets a fresh box instead, and goes on from there', async () => {
    const site = await openHub();
    const start = site.chat.revision;
    await many(site, MISSED / 2);
    const within = site.chat.revision - BigInt(MISSED);
    const resumed = site.reader(bob).open(site.hub, within);
    const afresh = site.reader(eve).open(site.hub, within - 1n > start ? within - 1n : start - 1n);
    await site.settle(resumed, afresh);
    expect(resumed.of('box')).to.have.length(0);
    expect(resumed.of('message').length).to.be.greaterThan(100);
    expect(afresh.of('box').map(({ data, id }) => [data, id])).to.deep.equal([['', String(site.chat.revision)]]);
    expect(afresh.of('message')).to.have.length(0);
    await site.chat.execute(postMessage(ada, 'and on'));
    await site.settle(afresh);
    expect(afresh.of('message')).to.have.length(1);
    await site.close();
  });

  it('whose missed messages are very many bytes gets a fresh box too', async () => {
    const site = await openHub();
    const start = site.chat.revision;
    await many(site, Math.ceil(MISSED_BYTES / 4_000), '&'.repeat(900));
    const reader = site.reader(bob).open(site.hub, start);
    await site.settle(reader);
    expect(reader.of('box')).to.have.length(1);
    await site.close();
  });

  for (const cursor of [
    null,
    '',
    '-1',
    '1e3',
    ' 1',
    '1.5',
    '0x1',
    '９',
    '1234567890123456',
    '999999999999999',
    'x'.repeat(9_999),
  ]) {
    it(`with the cursor ${JSON.stringify(cursor)?.slice(0, 20)} gets a fresh box`, async () => {
      const site = await openHub();
      const reader = site.reader(bob).open(site.hub, cursor);
      await site.settle(reader);
      expect(reader.of('box')).to.have.length(1);
      expect(reader.cursor).to.equal(String(site.chat.revision));
      await site.close();
    });
  }

  it('gets no message that the state does not know yet, though the store has it', async () => {
    const store = openMemory();
    let ahead = async (): Promise<void> => undefined;
    const site = await openHub({
      keep: 1,
      store: new Proxy(store, {
        get: (target, name) =>
          name === 'read'
            ? async (...args: Parameters<typeof store.read>) => {
                await ahead();
                return target.read(...args);
              }
            : (Reflect.get(target, name).bind?.(target) ?? Reflect.get(target, name)),
      }),
    });
    for (const text of ['one', 'two', 'three']) await site.chat.execute(postMessage(member(`of-${text}`), text));
    // In the middle of the reading, the chat is closed to strangers and written in.
    ahead = async () => {
      ahead = async () => undefined;
      await site.chat.execute(
        ask('SaveSettings', {
          actor: member('owner', { roles: ['owner'] }),
          settings: { enabled: true, group: 'board', moderators: 'board' },
          seen: site.chat.state.settingsRevision,
          entitled: true,
          known: [],
        }),
      );
      await site.chat.execute(postMessage(mod, 'board only'));
    };
    const reader = site.reader(eve).open(site.hub, 1n);
    await until('the stream was ended', () => reader.ended !== undefined);
    expect(reader.frames.map(({ data }) => data).join()).not.to.contain('board only');
    expect(reader.frames.at(-1)?.event).to.equal('bye');
    await site.close();
  });

  it('comes back later when the store is away, instead of missing something', async () => {
    const store = openMemory();
    const site = await openHub({ store, keep: 2 });
    await many(site, 6);
    const reader = site.reader(bob);
    store.read = () => Promise.reject(new Error('away'));
    reader.open(site.hub, 1n);
    await until('the stream was ended', () => reader.ended !== undefined);
    expect(reader.ended).to.equal('end');
    expect(reader.of('bye')).to.have.length(0);
    expect(site.log.join()).to.contain('away');
    await site.close();
  });
});
