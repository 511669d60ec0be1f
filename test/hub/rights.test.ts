import { expect } from 'chai';
import type { Member } from '../../events/chatbox/member.ts';
import { ask, member, postMessage } from '../support/builders.ts';
import { until } from '../support/until.ts';
import { introduce, type OpenHub, openHub, save, turns } from './open-hub.ts';
import type { Reader } from './reader.ts';

const ada = member('ada', { groups: ['chat'] });
const bob = member('bob', { groups: ['chat'] });
const eve = member('eve');
const mod = member('mod', { groups: ['board'] });

const last = (reader: Reader) => reader.frames.at(-1);
const text = (reader: Reader): string => reader.frames.map(({ data }) => data).join('\n');

describe('rights are live', () => {
  let site: OpenHub;
  beforeEach(async () => {
    site = await openHub();
  });
  afterEach(() => site.close());
  const opened = (who: Member): Reader => site.reader(who).open(site.hub, site.chat.revision);

  it('a chat that is disabled ends every stream at once, and says so', async () => {
    const readers = [opened(ada), opened(mod)];
    await turns();
    await save(site, { enabled: false });
    for (const reader of readers) {
      expect(reader.ended).to.equal('end');
      expect(last(reader))
        .to.include({ event: 'bye' })
        .and.have.property('data')
        .that.contains('data-farewell="disabled"');
    }
    expect(site.hub.size).to.equal(0);
  });

  it('a box that was shown to a moderator is shown anew when they come back without that right', async () => {
    await save(site, { moderators: 'board' });
    for (const [shown, boxes] of [
      [true, 1],
      [false, 0],
    ] as const) {
      const reader = site.reader(bob);
      reader.shown = shown;
      reader.open(site.hub, site.chat.revision);
      await turns();
      expect(reader.of('box'), String(shown)).to.have.length(boxes);
    }
  });

  it('a restriction ends the streams of the others alone', async () => {
    const [inside, outside, moderator] = [opened(ada), opened(eve), opened(mod)];
    await turns();
    await save(site, { group: 'chat' });
    expect(last(outside)).to.have.property('data').that.contains('data-farewell="group"');
    await site.chat.execute(postMessage(bob, 'among us'));
    await site.settle(inside, moderator);
    expect(text(inside)).to.contain('among us');
    expect(text(moderator)).to.contain('among us');
    expect(text(outside)).not.to.contain('among us');
  });

  it('what was posted just before a member was barred does not reach them any more', async () => {
    const outside = opened(eve);
    await turns();
    // One append holds both.
    await Promise.all([site.chat.execute(postMessage(ada, 'a last word')), save(site, { group: 'chat' })]);
    await turns();
    expect(text(outside)).not.to.contain('a last word');
  });

  it('a member who leaves the group is seen off by the next look, and the log says why', async () => {
    await save(site, { group: 'chat' });
    const reader = opened(bob);
    await turns();
    site.accounts.set(reader.session, { ...bob, groups: [] });
    await site.pass(1);
    expect(last(reader)).to.have.property('data').that.contains('data-farewell="group"');
    await until('the log knows', () => site.chat.state.members.get(bob.id)?.groups.length === 0);
  });

  it('a member who logs out is seen off at once, where the accounts tell it', async () => {
    const [reader, other] = [opened(bob), opened(ada)];
    await turns();
    site.accounts.delete(reader.session);
    await site.notify();
    expect(last(reader)).to.have.property('data').that.contains('data-farewell="ended"');
    expect(other.ended).to.equal(undefined);
    expect(site.hub.present().map(({ login }) => login)).to.deep.equal(['ada']);
  });

  it('a session that belongs to another member by now is over', async () => {
    const reader = opened(bob);
    await turns();
    site.accounts.set(reader.session, ada);
    await site.pass(1);
    expect(last(reader)).to.have.property('data').that.contains('data-farewell="ended"');
  });

  it('a right that another process took away ends the streams here', async () => {
    await save(site, { group: 'chat' });
    const reader = opened(bob);
    await turns();
    await introduce(site.chat, { ...bob, groups: [] });
    expect(last(reader)).to.have.property('data').that.contains('data-farewell="group"');
  });

  it('a new moderator, and a former one, see their box anew', async () => {
    const reader = opened(bob);
    await turns();
    site.accounts.set(reader.session, { ...bob, groups: ['chat', 'board'] });
    await site.pass(1);
    expect(reader.of('box')).to.have.length(1);
    await save(site, { moderators: undefined });
    expect(reader.of('box')).to.have.length(2);
    await save(site, { group: 'chat' });
    expect(reader.of('box')).to.have.length(2);
    expect(reader.ended).to.equal(undefined);
  });

  it('whoever opens a stream while being barred is seen off', async () => {
    await save(site, { group: 'chat' });
    const reader = opened(eve);
    expect(reader.frames.map(({ event }) => event)).to.deep.equal(['bye']);
  });

  it('a mute is told to its member alone, and again when it is lifted', async () => {
    const [muted, other] = [opened(bob), opened(ada)];
    await introduce(site.chat, bob);
    await turns();
    const told = other.of('notice').length;
    const now = site.now();
    await site.chat.execute(ask('MuteMember', { actor: mod, member: bob.id, minutes: 5, reason: 'calm down', now }));
    expect(muted.of('notice').at(-1)?.data).to.contain('calm down');
    await site.chat.execute(ask('UnmuteMember', { actor: mod, member: bob.id, now }));
    expect(muted.of('notice').at(-1)?.data).to.equal('');
    expect(other.of('notice')).to.have.length(told);
  });

  it('a mute that runs out takes its notice with it', async () => {
    const muted = opened(bob);
    await introduce(site.chat, bob);
    const now = site.now();
    await site.chat.execute(ask('MuteMember', { actor: mod, member: bob.id, minutes: 1, reason: 'calm down', now }));
    await site.pass(59);
    expect(muted.of('notice').at(-1)?.data).to.contain('calm down');
    await site.pass(1);
    expect(muted.of('notice').at(-1)?.data).to.equal('');
  });

  it('a mute is told again to whoever comes back, and its end to whoever missed it', async () => {
    await introduce(site.chat, bob);
    const now = site.now();
    await site.chat.execute(ask('MuteMember', { actor: mod, member: bob.id, minutes: 1, reason: 'calm down', now }));
    const reader = opened(bob);
    await turns();
    expect(last(reader)?.data).to.contain('calm down');
    reader.leave();
    await site.pass(61);
    reader.open(site.hub);
    await turns();
    expect(reader.of('notice').at(-1)?.data).to.equal('');
  });

  it('a member who was renamed sees their box anew, and stands among the present by the new login', async () => {
    const reader = opened(bob);
    await turns();
    site.accounts.set(reader.session, { ...bob, login: 'robert' });
    await site.pass(1);
    expect(reader.of('box')).to.have.length(1);
    expect(site.hub.present()).to.deep.equal([{ id: bob.id, login: 'robert' }]);
  });
});
