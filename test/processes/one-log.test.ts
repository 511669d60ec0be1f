import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { chatStream } from '../../events/chatbox/events.ts';
import type { Member } from '../../events/chatbox/member.ts';
import { ChatboxError } from '../../events/core/errors.ts';
import type { PostResult } from '../../plugin/http/post-message.ts';
import type { Reader } from '../hub/reader.ts';
import { ask, member } from '../support/builders.ts';
import { owner } from '../support/chat.ts';
import { readAll } from '../support/store-contract/events.ts';
import { until } from '../support/until.ts';
import { LOGS, type SharedLog, sqliteLog } from './logs.ts';
import { Accounts, SiteProcess, sees, wordsOf } from './site-process.ts';

const ada = member('ada');
const bob = member('bob');
const eve = member('eve');
const moderator = member('mod', { groups: ['board'] });
const crowd = (count: number, of = 'member') => Array.from({ length: count }, (_, at) => member(`${of}${at}`));

const posted = (outcome: PostResult['outcome']) => {
  if ('error' in outcome) throw outcome.error;
  return outcome.posted;
};
const refusal = (outcome: PostResult['outcome']): string => {
  if ('error' in outcome && outcome.error instanceof ChatboxError) return outcome.error.code;
  throw new Error('It was posted.');
};
const present = (reader: Reader): readonly string[] =>
  [...(reader.of('presence').at(-1)?.data ?? '').matchAll(/data-login="([^"]+)"/g)].map(([, login]) => login ?? '');

for (const { name, open } of LOGS) {
  describe(`Two processes of a site on ${name}`, function () {
    this.timeout(60_000);
    let log: SharedLog;
    let here: SiteProcess;
    let there: SiteProcess;
    beforeEach(async () => {
      log = await open();
      const accounts = new Accounts();
      here = await SiteProcess.start(accounts, log);
      await here.enable();
      there = await SiteProcess.start(accounts, log);
    });
    afterEach(async () => {
      await Promise.all([here.close(), there.close()]);
      await log.dispose();
    });

    it('show on the streams of one what is posted on the other, in order, once', async () => {
      const readers = [await here.reader(ada), await there.reader(bob)];
      const texts = crowd(40).map(({ login }) => `of ${login}`);
      for (const [at, author] of crowd(40).entries()) await (at % 2 ? here : there).post(author, texts[at] ?? '');
      for (const reader of readers) {
        await sees(reader, texts.at(-1) ?? '');
        expect(wordsOf(reader)).to.deep.equal(texts);
        expect(reader.of('message')).to.have.length(40);
      }
    });

    it('show a private message to its reader on the other, and to nobody else', async () => {
      const [reader, other] = [await there.reader(bob), await there.reader(eve)];
      await here.post(ada, '@bob between us');
      await here.post(ada, 'for all');
      await sees(other, 'for all');
      expect(wordsOf(reader)).to.deep.equal(['between us', 'for all']);
      expect(wordsOf(other)).to.deep.equal(['for all']);
      expect(other.frames.map(({ data }) => data).join()).not.to.include('between us');
    });

    it('hold to a setting that was saved on the other: streams end there, and posts are refused', async () => {
      const reader = await there.reader(bob);
      await here.ask(
        ask('SaveSettings', {
          actor: owner,
          settings: { enabled: false, group: undefined, moderators: 'board' },
          seen: await here.settingsRevision(),
          entitled: true,
          known: [],
        }),
      );
      await until('the stream was ended', () => reader.of('bye').length === 1);
      expect(refusal(await there.post(ada, 'late'))).to.equal('CHATBOX_DISABLED');
    });

    it('hold to a mute that was decided on the other, and tell the muted one at once', async () => {
      const reader = await there.reader(bob);
      const told = reader.of('notice').length;
      const target = posted(await there.post(bob, 'rude words'));
      await here.post(ada, 'hey');
      const mute = { actor: moderator, member: bob.id, minutes: 10, reason: 'rule 3', now: new Date().toISOString() };
      await here.ask(ask('MuteMember', mute));
      await until(
        'bob was told',
        () => reader.of('notice').length > told && /rule 3/.test(reader.of('notice').at(-1)?.data ?? ''),
      );
      expect(refusal(await there.post(bob, 'more of them'))).to.equal('CHATBOX_MUTED');
      await here.ask(ask('RemoveMessage', { actor: moderator, target, reason: 'rule 3' }));
      await until('the words were taken off', () => !reader.log.join().includes('rude words'));
    });

    it('may post at the same time: each message is stored once, and both show one order', async () => {
      const readers = [await here.reader(ada), await there.reader(bob)];
      const authors = crowd(120);
      const outcomes = await Promise.all(
        authors.map((author, at) => (at % 2 ? here : there).post(author, author.login)),
      );
      expect(new Set(outcomes.map((outcome) => posted(outcome).revision)).size).to.equal(120);
      await until('all were shown', () => readers.every((reader) => wordsOf(reader).length === 120));
      expect(wordsOf(readers[0] as Reader)).to.deep.equal(wordsOf(readers[1] as Reader));
      expect([...wordsOf(readers[0] as Reader)].sort()).to.deep.equal(authors.map(({ login }) => login).sort());
    });

    it('store a post once that is sent again to the other, at the same time or later', async () => {
      const reader = await there.reader(bob);
      for (const at of [0, 1, 2, 3, 4]) {
        const key = `0.${randomUUID()}`;
        const author = member(`author${at}`);
        const [one, other] = await Promise.all([
          here.post(author, `post ${at}`, key),
          there.post(author, `post ${at}`, key),
        ]);
        const again = await there.post(author, `post ${at}`, key);
        expect([posted(other), posted(again)].map(({ revision }) => revision)).to.deep.equal(
          Array(2).fill(posted(one).revision),
        );
        expect(refusal(await here.post(author, 'another text', key))).to.equal('CHATBOX_KEY_REUSED');
      }
      await sees(reader, 'post 4');
      expect(wordsOf(reader)).to.deep.equal([0, 1, 2, 3, 4].map((at) => `post ${at}`));
    });

    it('show who is here by both, and write nothing of it into the log', async () => {
      const first = await here.reader(ada);
      const second = await there.reader(bob);
      await until('each was told of both', () => [first, second].every((one) => present(one).join() === 'ada,bob'));
      expect(await here.page(ada)).to.include('data-login="bob"');
      second.leave();
      await there.close();
      await until('ada was told that bob has gone', () => present(first).join() === 'ada');
      const store = await log.openStore();
      const types = (await readAll(store, chatStream(log.chat))).map(({ type }) => type);
      await store.close();
      expect(new Set(types)).to.deep.equal(new Set(['ChatEnabled', 'ModeratorGroupSet', 'MemberIntroduced']));
      there = await SiteProcess.start(new Accounts(), log);
    });
  });
}

describe('Two processes of a site on one SQLite file, one of which keeps it locked', function () {
  this.timeout(60_000);

  it('go on showing pages and streams; a post waits, and is stored', async () => {
    const log = await sqliteLog();
    const here = await SiteProcess.start(new Accounts(), log);
    await here.enable();
    const reader = await here.reader(bob);
    posted(await here.post(ada, 'before'));
    await here.page(eve);

    const other = new DatabaseSync(log.file);
    other.exec('BEGIN IMMEDIATE');
    const post = here.post(ada, 'while it is locked');
    const durations: number[] = [];
    for (let page = 0; page < 50; page += 1) {
      const begun = performance.now();
      expect(await here.page([bob, eve, ada][page % 3] as Member)).to.include('before');
      durations.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    expect(durations.sort((a, b) => a - b)[25]).to.be.below(100);
    expect(wordsOf(reader)).to.deep.equal(['before']);
    other.exec('ROLLBACK');
    other.close();
    posted(await post);
    await sees(reader, 'while it is locked');
    await here.close();
    await log.dispose();
  });
});
