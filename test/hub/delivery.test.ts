import { expect } from 'chai';
import type { MessagePosted } from '../../events/chatbox/events.ts';
import type { Member } from '../../events/chatbox/member.ts';
import type { Recorded } from '../../events/core/event.ts';
import { openMemory } from '../../events/stores/memory.ts';
import { ask, member, postMessage } from '../support/builders.ts';
import { until } from '../support/until.ts';
import { introduce, type OpenHub, openHub, turns } from './open-hub.ts';
import { seqOf } from './reader.ts';

const ada = member('ada');
const bob = member('bob');
const eve = member('eve');
const mod = member('mod', { groups: ['board'] });

describe('what is posted', () => {
  let site: OpenHub;
  beforeEach(async () => {
    site = await openHub();
  });
  afterEach(() => site.close());

  const opened = (who: Member, options = {}) => site.reader(who, options).open(site.hub, site.chat.revision);
  let seconds = 0;
  /** Each a minute after the last, or the chat takes it for a flood. */
  const post = async (author: Member, text: string): Promise<Recorded<MessagePosted>> => {
    seconds += 60;
    const now = new Date(Date.UTC(2026, 9, 12, 12, 0, seconds)).toISOString();
    await site.chat.execute(postMessage(author, text, { known: [ada, bob, eve, mod], now }));
    const posted = site.chat.recent.findLast((event) => event.type === 'MessagePosted');
    if (posted?.type !== 'MessagePosted') throw new Error('nothing was posted');
    return posted;
  };

  it('reaches everybody who is there, once, with its revision', async () => {
    const readers = [opened(ada), opened(bob), opened(eve, { locale: 'fr' })];
    await post(ada, 'hello');
    await site.settle(...readers);
    for (const { frames } of readers) {
      const messages = frames.filter(({ event }) => event === 'message');
      expect(messages).to.have.length(1);
      expect(messages[0]?.data).to.contain('hello');
      expect(messages[0]?.id).to.equal(String(seqOf(messages[0]?.data ?? '')));
    }
  });

  it('mentions whom the log knows by then', async () => {
    const reader = opened(bob);
    await post(ada, 'ask @kim');
    await site.settle(reader);
    await introduce(site.chat, member('kim'));
    await post(ada, 'ask @kim');
    await site.settle(reader);
    expect(reader.log.map((html) => html.includes('cb-mention'))).to.deep.equal([false, true]);
  });

  it('is rendered once for a language, and its bytes are shared', async () => {
    const bytes: Uint8Array[] = [];
    for (let n = 0; n < 4; n += 1) {
      site.hub.open({
        viewer: { session: `s${n}`, member: n === 3 ? mod : member(`reader${n}`) },
        locale: 'en',
        lastEventId: String(site.chat.revision),
        sink: {
          write: (one) => void (Buffer.from(one).includes('<article') && bytes.push(one)),
          end: () => undefined,
          cut: () => undefined,
          backlog: () => 0,
          limit: 1,
        },
      });
    }
    await turns();
    await post(ada, 'hello');
    await until('four were told', () => bytes.length === 4);
    expect(new Set(bytes).size).to.equal(1);
  });

  it('privately reaches its author and its readers, and nobody else', async () => {
    const [author, reader, other, moderator] = [opened(ada), opened(bob), opened(eve), opened(mod)];
    await post(ada, '@bob between us');
    await site.settle(author, reader, other, moderator);
    expect(author.log.join()).to.contain('between us');
    expect(reader.log.join()).to.contain('between us');
    expect(other.frames.map(({ data }) => data).join()).not.to.contain('between us');
    expect(moderator.frames.map(({ data }) => data).join()).not.to.contain('between us');
    expect(other.cursor).to.equal(String(site.chat.revision));
  });

  it('in one turn comes in one piece', async () => {
    const reader = opened(bob);
    await turns();
    const { writes } = reader;
    const many = ['one', 'two', 'three'].map((text, n) => site.chat.execute(postMessage(member(`author${n}`), text)));
    await Promise.all(many);
    await until('three came', () => reader.of('message').length === 3);
    expect(reader.writes).to.equal(writes + 1);
    expect(reader.log.map((html) => /one|two|three/.exec(html)?.[0])).to.deep.equal(['one', 'two', 'three']);
  });

  it('and removed is shown to each as they may see it: nothing, the reason, or the words', async () => {
    const [author, reader, moderator] = [opened(ada), opened(bob), opened(mod)];
    const target = await post(ada, 'rude words');
    await site.chat.execute(ask('RemoveMessage', { actor: mod, target, reason: 'rule 3' }));
    await site.settle(author, reader, moderator);
    expect(author.log[0]).to.contain('rule 3').and.not.to.contain('rude words');
    expect(reader.log[0]).not.to.contain('rule 3');
    expect(reader.log[0]).not.to.contain('rude words');
    expect(moderator.log[0]).to.contain('rule 3').and.to.contain('rude words');
    await site.chat.execute(ask('RestoreMessage', { actor: mod, target }));
    await site.settle(author, reader, moderator);
    for (const { log } of [author, reader, moderator]) expect(log).to.have.length(1);
    for (const { log } of [author, reader, moderator])
      expect(log[0]).to.contain('rude words').and.not.contain('rule 3');
  });

  it('and removed again, for another reason, is shown with that one, also to whoever comes back', async () => {
    const author = opened(ada);
    const target = await post(ada, 'rude words');
    for (const reason of ['rule 3', 'rule 4']) {
      await site.chat.execute(ask('RemoveMessage', { actor: mod, target, reason }));
      await site.settle(author);
      expect(author.log[0]).to.contain(reason);
      if (reason === 'rule 3') await site.chat.execute(ask('RestoreMessage', { actor: mod, target }));
    }
    const elsewhere = site.reader(ada, { session: 'elsewhere' }).open(site.hub, target.revision - 1n);
    await site.settle(elsewhere);
    for (const { data } of elsewhere.of('message')) expect(data).to.contain('rule 4').and.not.contain('rule 3');
  });

  it('by a member who was renamed since carries the new login for whoever comes back', async () => {
    const reader = opened(bob);
    const target = await post(ada, 'hello');
    await site.settle(reader);
    expect(reader.log[0]).to.contain('data-login="ada"');
    await introduce(site.chat, { ...ada, login: 'ada.l' });
    reader.open(site.hub, target.revision - 1n);
    await site.settle(reader);
    expect(reader.log[0]).to.contain('data-login="ada.l"');
  });

  it('and removed before it could be told is told as removed', async () => {
    const reader = opened(bob);
    await turns();
    const target = await post(ada, 'rude words');
    await site.chat.execute(ask('RemoveMessage', { actor: ada, target, reason: '' }));
    await site.settle(reader);
    const away = site.reader(eve).open(site.hub, target.revision - 1n);
    await site.settle(away);
    expect(away.frames.map(({ data }) => data).join()).not.to.contain('rude words');
    expect(away.log).to.have.length(1);
  });
});

describe('a message of long ago', () => {
  it('is told again, out of the store, when it is removed', async () => {
    const site = await openHub({ keep: 6 });
    await site.chat.execute(postMessage(ada, 'long ago'));
    const target = site.chat.recent.find((event) => event.type === 'MessagePosted');
    for (let n = 0; n < 9; n += 1) await site.chat.execute(postMessage(member(`more${n}`), 'more'));
    const reader = site.reader(bob).open(site.hub, site.chat.revision);
    if (target?.type !== 'MessagePosted') throw new Error('nothing was posted');
    await site.chat.execute(ask('RemoveMessage', { actor: mod, target, reason: 'rule 3' }));
    await site.settle(reader);
    expect(reader.log).to.have.length(1);
    expect(seqOf(reader.log[0] ?? '')).to.equal(Number(target.revision));
    const removal = site.chat.recent.find((event) => event.type === 'MessageRemoved');
    expect(reader.of('message')[0]?.id).to.equal(String(removal?.revision));
    await site.close();
  });

  it('makes everybody fetch their box anew where it cannot be read', async () => {
    const store = openMemory();
    const site = await openHub({ store, keep: 2 });
    await site.chat.execute(postMessage(ada, 'long ago'));
    const target = site.chat.recent.find((event) => event.type === 'MessagePosted');
    for (let n = 0; n < 9; n += 1) await site.chat.execute(postMessage(member(`more${n}`), 'more'));
    const reader = site.reader(bob).open(site.hub, site.chat.revision);
    await turns();
    store.read = () => Promise.reject(new Error('away'));
    if (target?.type !== 'MessagePosted') throw new Error('nothing was posted');
    await site.chat.execute(ask('RemoveMessage', { actor: mod, target, reason: 'rule 3' }));
    await site.settle(reader);
    expect(reader.of('box')).to.have.length(1);
    await site.close();
  });
});
