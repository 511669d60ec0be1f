import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { OutcomeUnknown, StoreUnavailable } from '../../events/core/errors.ts';
import { openEventStoreDb } from '../../events/stores/eventstoredb/index.ts';
import { statusOf } from '../../plugin/http/errors.ts';
import { mustBeWell } from '../../plugin/http/health.ts';
import type { PostResult } from '../../plugin/http/post-message.ts';
import type { Reader } from '../hub/reader.ts';
import { member } from '../support/builders.ts';
import { HASTY } from '../support/eventstoredb-double/each.ts';
import { EventStoreDbDouble } from '../support/eventstoredb-double/index.ts';
import { rejection } from '../support/rejection.ts';
import { until } from '../support/until.ts';
import { Accounts, SiteProcess, sees, wordsOf } from './site-process.ts';

const ada = member('ada');
const bob = member('bob');

describe('A site whose EventStoreDB goes away', function () {
  this.timeout(60_000);
  let double: EventStoreDbDouble;
  let site: SiteProcess;
  const start = () =>
    SiteProcess.start(new Accounts(), { chat: 'main', openStore: () => openEventStoreDb(double.url, HASTY) });
  beforeEach(async () => {
    double = await EventStoreDbDouble.start();
  });
  afterEach(async () => {
    await site.close();
    await double.stop();
  });

  const unanswered = (outcome: PostResult['outcome']): number => {
    const error = 'error' in outcome ? outcome.error : undefined;
    if (error instanceof StoreUnavailable || error instanceof OutcomeUnknown) return statusOf(error);
    throw new Error('It was not refused for want of the store.');
  };

  /** What happened to the streams that were open: nothing, but for the messages that came. */
  const untouched = (readers: readonly Reader[]): boolean =>
    readers.every(
      ({ ended, frames }) => ended === undefined && !frames.some(({ event }) => event === 'bye' || event === 'box'),
    );

  const outages = [
    { what: 'refuses connections', leave: () => double.link.remove() },
    { what: 'says nothing at all', leave: () => double.link.freeze() },
  ];
  for (const { what, leave } of outages) {
    it(`which ${what}: streams stay open, pages are shown, a post is refused and kept, and all resumes`, async () => {
      site = await start();
      await site.enable();
      const readers = [await site.reader(ada), await site.reader(bob)];
      await site.post(ada, 'before');
      for (const reader of readers) await sees(reader, 'before');

      await leave();
      const key = `0.${randomUUID()}`;
      const refused = await site.post(ada, 'kept in the form', key);
      expect(unanswered(refused)).to.equal(503);
      expect(await site.composer(ada, 'kept in the form', key, refused))
        .to.include(key)
        .and.include('kept in the form');
      expect(await site.page(bob)).to.include('before');
      expect(unanswered(await site.post(ada, 'kept in the form', key))).to.equal(503);
      expect(untouched(readers)).to.equal(true);
      await until('the log says that the store went away', () => site.log.some((line) => /store went away/.test(line)));
      await rejection(mustBeWell(site.runtime), StoreUnavailable);
      const notices = () => readers.map(({ frames }) => frames.filter(({ event }) => event === 'notice').at(-1)?.data);
      await until('the open pages say so', () => notices().every((notice) => notice?.includes('is interrupted')));

      await comeBack(what);
      // The member presses the same button: it is the same post, whatever became of it before.
      const outcome = await postUntilTaken(ada, 'kept in the form', key);
      await site.post(bob, 'after');
      for (const reader of readers) {
        await sees(reader, 'after');
        expect(wordsOf(reader)).to.deep.equal(['before', 'kept in the form', 'after']);
      }
      expect(outcome.data.text).to.equal('kept in the form');
      expect(untouched(readers)).to.equal(true);
      await until('the log says that it is back', () => site.log.some((line) => /store is back/.test(line)));
      await mustBeWell(site.runtime);
      await until('the open pages say it no more', () => notices().every((notice) => notice === ''));
    });
  }

  async function comeBack(what: string): Promise<void> {
    if (what === 'says nothing at all') {
      double.link.cut();
      await double.link.remove();
    }
    await double.link.restore();
  }

  async function postUntilTaken(author: typeof ada, text: string, key: string) {
    for (;;) {
      const outcome = await site.post(author, text, key);
      if ('posted' in outcome) return outcome.posted;
      unanswered(outcome);
    }
  }

  it('and is not there yet when it starts: it waits, says so, and opens by itself', async () => {
    await double.link.remove();
    site = await start();
    const refused = await rejection(site.runtime.room('main'), StoreUnavailable);
    expect(statusOf(refused)).to.equal(503);
    expect(site.log).to.have.length(1);
    expect(site.log[0]).to.match(/^the chatbox "main" waits for esdb:\/\/127\.0\.0\.1:\d+: The store does not answer/);
    await double.link.restore();
    await opened();
    await site.enable();
    const reader = await site.reader(bob);
    await site.post(ada, 'at last');
    await sees(reader, 'at last');
  });

  async function opened(): Promise<void> {
    while ((await site.runtime.room('main').catch(() => undefined)) === undefined);
  }

  it('in silence can be closed all the same, in the middle of a post', async () => {
    site = await start();
    await site.enable();
    double.link.freeze();
    const post = site.post(ada, 'unsaid');
    await until('the post is under way', () => double.calls.length > 0);
    const begun = performance.now();
    await site.close();
    expect(performance.now() - begun).to.be.below(8_000);
    unanswered(await post);
  });
});
