import { expect } from 'chai';
import type { Member } from '../../events/chatbox/member.ts';
import { openMemory } from '../../events/stores/memory.ts';
import type { HubOptions } from '../../plugin/hub/hub.ts';
import { member } from '../support/builders.ts';
import { until } from '../support/until.ts';
import { openHub, save, turns } from './open-hub.ts';

const ada = member('ada', { groups: ['chat'] });
const bob = member('bob', { groups: ['chat'] });

describe('when the accounts are asked', () => {
  it('and say that something changed while they answer, they are asked once more', async () => {
    const asked: (() => void)[] = [];
    let notify = (): void => undefined;
    const site = await openHub({
      directory: {
        current: (sessions) =>
          new Promise((resolve) => asked.push(() => resolve(new Map(sessions.map((session) => [session, bob]))))),
        onChange: (listener) => {
          notify = listener;
          return () => undefined;
        },
      },
    });
    site.reader(bob).open(site.hub, site.chat.revision);
    await site.pass(1);
    notify();
    notify();
    await turns();
    expect(asked).to.have.length(1);
    asked[0]?.();
    await until('they were asked again', () => asked.length === 2);
    asked[1]?.();
    await turns();
    expect(asked).to.have.length(2);
    await site.close();
  });

  it('it is for every session once, in one question', async () => {
    const questions: (readonly string[])[] = [];
    const site = await openHub({
      directory: {
        current: async (sessions) => {
          questions.push(sessions);
          return new Map(sessions.map((session) => [session, session === 'of-ada' ? ada : bob]));
        },
      },
    });
    for (const who of [ada, ada, bob]) site.reader(who).open(site.hub, site.chat.revision);
    await site.pass(1);
    expect(questions).to.deep.equal([['of-ada', 'of-bob']]);
    await site.close();
  });
});

describe('when the accounts do not answer', () => {
  const withCurrent = async (current: HubOptions['directory']['current']) => {
    const site = await openHub({ directory: current ? { current } : {} });
    const reader = site.reader(bob).open(site.hub, site.chat.revision);
    await turns();
    return { site, reader };
  };

  it('streams go on for some seconds, then end so that everybody authenticates anew', async () => {
    const { site, reader } = await withCurrent(() => Promise.reject(new Error('accounts away')));
    for (let n = 0; n < 5; n += 1) await site.pass(0.9);
    expect(reader.ended).to.equal(undefined);
    for (let n = 0; n < 2; n += 1) await site.pass(0.9);
    expect(reader.ended).to.equal('end');
    expect(reader.of('bye')).to.have.length(0);
    expect(site.log).to.deep.equal(['the members cannot be asked: accounts away']);
    await site.pass(60);
    site.reader(bob).open(site.hub, site.chat.revision);
    await site.pass(0.9);
    expect(site.log).to.have.length(2);
    await site.close();
  });

  it('a short failure changes nothing', async () => {
    let away = true;
    const { site, reader } = await withCurrent(async (sessions) => {
      if (away) throw new Error('accounts away');
      return new Map(sessions.map((session) => [session, bob]));
    });
    for (let n = 0; n < 4; n += 1) await site.pass(0.9);
    away = false;
    await site.pass(0.9);
    away = true;
    for (let n = 0; n < 5; n += 1) await site.pass(0.9);
    expect(reader.ended).to.equal(undefined);
    await site.close();
  });

  it('an answer that never comes is none', async () => {
    const { site, reader } = await withCurrent(() => new Promise(() => undefined));
    for (let n = 0; n < 8; n += 1) await site.pass(0.9);
    expect(reader.ended, 'nothing was found out yet').to.equal(undefined);
    await until('the look was given up', () => reader.ended !== undefined);
    await site.close();
  });

  it('an answer that makes no sense is none', async () => {
    const broken = { ...bob, groups: undefined } as unknown as Member;
    const { site, reader } = await withCurrent(async (sessions) => new Map(sessions.map((one) => [one, broken])));
    for (let n = 0; n < 8; n += 1) await site.pass(0.9);
    expect(reader.ended).to.equal('end');
    await site.close();
  });

  it('where they cannot be asked at all, a stream ends every minute', async () => {
    const { site, reader } = await withCurrent(undefined);
    await site.pass(59);
    expect(reader.ended).to.equal(undefined);
    await site.pass(1);
    expect(reader.ended).to.equal('end');
    expect(reader.of('bye')).to.have.length(0);
    await site.close();
  });

  it('a right is lost even while the log cannot be written', async () => {
    const store = openMemory();
    const site = await openHub({ store });
    await save(site, { group: 'chat' });
    const reader = site.reader(bob).open(site.hub, site.chat.revision);
    await turns();
    store.append = () => Promise.reject(new Error('away'));
    site.accounts.set(reader.session, { ...bob, groups: [] });
    await site.pass(1);
    expect(reader.frames.at(-1)?.event).to.equal('bye');
    await site.close();
  });
});
