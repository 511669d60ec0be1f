import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Member } from '../../events/chatbox/member.ts';
import { ChatIsDisabled } from '../../events/chatbox/refusals.ts';
import { RevisionConflict, StoreUnavailable, TooLargeForStore } from '../../events/core/errors.ts';
import { openMemory } from '../../events/stores/memory.ts';
import { ask, member, noon, postMessage, STREAM, saveSettings } from '../support/builders.ts';
import { enabledChat, owner } from '../support/chat.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { crowd, texts } from '../support/posts.ts';
import { rejection } from '../support/rejection.ts';
import { until } from '../support/until.ts';

const introduce = (actor: Member) => ask('IntroduceMember', { actor });

describe('an aggregate', () => {
  it('appends together what was asked together, each command keeping its own revision', async () => {
    const store = faultyStore(openMemory());
    const chat = await enabledChat(store);
    store.appends = 0;
    const outcomes = await Promise.all(crowd(200).map((author, i) => chat.execute(postMessage(author, `m${i}`))));
    expect(store.appends).to.equal(1);
    expect(new Set(outcomes.map(({ revision }) => revision)).size).to.equal(200);
    expect(texts(chat.recent)).to.deep.equal(crowd(200).map((_, i) => `m${i}`));
  });

  it('refuses one command of a batch without touching the others', async () => {
    const chat = await enabledChat(openMemory());
    const [before, settings, after] = await Promise.allSettled([
      chat.execute(postMessage(member('ada'), 'before')),
      chat.execute(saveSettings(owner, { enabled: false }, { seen: Number(chat.state.settingsRevision) })),
      chat.execute(postMessage(member('bob'), 'after')),
    ]);
    expect([before.status, settings.status]).to.deep.equal(['fulfilled', 'fulfilled']);
    expect(after).to.have.property('reason').that.is.instanceOf(ChatIsDisabled);
    expect(texts(chat.recent)).to.deep.equal(['before']);
  });

  it('answers a re-send with the first outcome, in the same batch and later', async () => {
    const chat = await enabledChat(openMemory());
    const post = postMessage(member('ada'), 'once');
    const [first, second] = await Promise.all([chat.execute(post), chat.execute(post)]);
    const third = await chat.execute(post);
    expect([second, third]).to.deep.equal([
      { revision: first.revision, again: true },
      { revision: first.revision, again: true },
    ]);
    expect(texts(chat.recent)).to.deep.equal(['once']);
  });

  for (const fault of ['lost before', 'lost after'] as const) {
    it(`settles a batch whose answer was ${fault} it was written, and writes it once`, async () => {
      const store = faultyStore(openMemory());
      const chat = await enabledChat(store);
      store.faults = [fault, fault];
      await Promise.all([chat.execute(postMessage(member('ada'), 'a')), chat.execute(postMessage(member('bob'), 'b'))]);
      const stored = await store.read(STREAM, { limit: 100 });
      expect(stored.filter(({ type }) => type === 'MessagePosted')).to.have.length(2);
      expect(stored.at(-1)?.revision).to.equal(chat.revision);
    });
  }

  it('takes a batch for written that came back from the log, whatever its repetition is told', async () => {
    const store = faultyStore(openMemory());
    const chat = await enabledChat(store);
    store.faults = ['lost after', 'unavailable'];
    const { again } = await chat.execute(postMessage(member('ada'), 'it is there'));
    expect(again).to.equal(false);
    expect(texts(chat.recent)).to.deep.equal(['it is there']);
  });

  it('appends no more at once than a store takes, however many groups its members have', async () => {
    const chat = await enabledChat(openMemory());
    const groups = Array.from({ length: 80 }, () => randomUUID());
    const authors = crowd(400).map((one) => ({ ...one, groups }));
    await Promise.all(authors.map((actor) => chat.execute(introduce(actor))));
    await Promise.all(authors.map((author) => chat.execute(postMessage(author, 'hello'))));
    expect(chat.recent.filter(({ type }) => type === 'MessagePosted')).to.have.length(400);
  });

  it('says so when the store refuses, writes nothing, and goes on when it is back', async () => {
    const store = faultyStore(openMemory());
    const chat = await enabledChat(store);
    store.faults = ['unavailable'];
    const post = postMessage(member('ada'), 'hello');
    await rejection(chat.execute(post), StoreUnavailable);
    expect(texts(chat.recent)).to.deep.equal([]);
    await chat.execute(post);
    expect(texts(chat.recent)).to.deep.equal(['hello']);
  });

  describe('on a store that takes little', () => {
    /** A chat whose store takes appends of so many events, and events of so many characters, at most. */
    const onSmall = async ({ events: most = Infinity, characters = Infinity, asked = () => {} }) => {
      const log = openMemory();
      await (await enabledChat(log)).close();
      return enabledChat({
        ...faultyStore(log),
        append: async (stream, expected, events) => {
          asked();
          const fits = events.length <= most && events.every(({ data }) => JSON.stringify(data).length <= characters);
          if (!fits) throw new TooLargeForStore('as told');
          return log.append(stream, expected, events);
        },
      });
    };

    it('refuses what is too large by itself, and nothing that was asked together with it', async () => {
      const chat = await onSmall({ characters: 400 });
      const words = (n: number) => (n % 7 === 3 ? 'x'.repeat(500) : `m${n}`);
      const again = postMessage(member('ada'), 'before');
      await chat.execute(again);
      const asked = crowd(40).map((author, n) => chat.execute(postMessage(author, words(n))));
      const outcomes = await Promise.allSettled([chat.execute(again), ...asked]);
      const refused = outcomes.filter(({ status }) => status === 'rejected');
      expect(refused).to.have.length(6);
      for (const one of refused) expect(one).to.have.property('reason').that.is.instanceOf(TooLargeForStore);
      expect(outcomes[0]).to.have.deep.property('value').that.includes({ again: true });
      const written = crowd(40)
        .map((_, n) => words(n))
        .filter((text) => text.length < 500);
      expect(texts(chat.recent)).to.deep.equal(['before', ...written]);
      await chat.execute(postMessage(member('bob'), 'after'));
    });

    it('is asked once for what is too large and alone, also where others wait that write nothing', async () => {
      let appends = 0;
      const chat = await onSmall({ characters: 400, asked: () => (appends += 1) });
      const before = postMessage(member('ada'), 'before');
      await chat.execute(before);
      appends = 0;
      const large = () => chat.execute(postMessage(member('bob'), 'x'.repeat(500)));
      await rejection(large(), TooLargeForStore);
      expect(appends).to.equal(1);
      const [again, refused] = await Promise.allSettled([chat.execute(before), large()]);
      expect([again.status, refused.status, appends]).to.deep.equal(['fulfilled', 'rejected', 2]);
    });

    it('refuses alone what no store takes', async () => {
      const chat = await enabledChat(openMemory());
      const overgrown = member('eve', { groups: ['g'.repeat(2 ** 20)] });
      const posts = [
        postMessage(member('bob'), 'hello'),
        postMessage(overgrown, 'too much'),
        postMessage(member('ada'), 'hi'),
      ];
      const outcomes = await Promise.allSettled(posts.map((post) => chat.execute(post)));
      expect(outcomes.map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
      expect(outcomes[1]).to.have.property('reason').that.is.instanceOf(TooLargeForStore);
      expect(texts(chat.recent)).to.deep.equal(['hello', 'hi']);
    });

    it('writes all, a few at a time', async () => {
      const chat = await onSmall({ events: 8 });
      await Promise.all(crowd(40).map((author, n) => chat.execute(postMessage(author, `m${n}`))));
      expect(texts(chat.recent)).to.deep.equal(crowd(40).map((_, n) => `m${n}`));
    });
  });

  it('decides again when another process wrote first, and shows what that one wrote', async () => {
    const store = openMemory();
    const [here, there] = [await enabledChat(store), await enabledChat(store)];
    const authors = crowd(40);
    await Promise.all(authors.map((author, i) => (i % 2 ? here : there).execute(postMessage(author, `m${i}`))));
    await until('both are at one revision', () => here.revision === there.revision);
    expect(texts(here.recent)).to.deep.equal(texts(there.recent));
    expect(texts(here.recent).sort()).to.deep.equal(authors.map((_, i) => `m${i}`).sort());
  });

  it('appends little after another process was first, so as not to be late again', async () => {
    const log = openMemory();
    const sizes: number[] = [];
    const store = faultyStore(log);
    const here = await enabledChat({
      ...store,
      append: (stream, expected, events) => {
        sizes.push(events.length);
        return store.append(stream, expected, events);
      },
    });
    const there = await enabledChat(log);
    const waiting = Promise.withResolvers<void>();
    store.until = waiting.promise;
    sizes.length = 0;
    const posts = crowd(100).map((author, i) => here.execute(postMessage(author, `m${i}`)));
    await until('it is on its way', () => sizes.length === 1);
    await there.execute(postMessage(member('zoe'), 'first'));
    waiting.resolve();
    await Promise.all(posts);
    expect(sizes[0]).to.be.at.least(100);
    expect(sizes[1]).to.be.at.most(18);
    expect(Math.max(...sizes.slice(2))).to.be.greaterThan(50);
    expect(texts(here.recent)).to.have.length(101);
  });

  it('says that it follows its log no more where another process wrote what cannot be read', async () => {
    const store = openMemory();
    const chat = await enabledChat(store);
    expect(chat.away).to.equal(undefined);
    const meta = { at: noon(), actor: { member: 'x', groups: [], roles: [] }, $correlationId: 'x', $causationId: 'x' };
    const event = { id: randomUUID(), type: 'MessagePosted', v: 1, data: { nonsense: 1 }, meta };
    await store.append(chat.stream, chat.revision, [event]);
    await until('it says so', () => chat.away?.includes('does not fit its schema') === true);
  });

  it('posts once when a retry lands on another process', async () => {
    const store = openMemory();
    const [here, there] = [await enabledChat(store), await enabledChat(store)];
    const post = () => postMessage(member('ada'), 'once', { key: '0.6f2c1f8e-0000-4000-8000-000000000001' });
    const [one, other] = await Promise.all([here.execute(post()), there.execute(post())]);
    expect(one.revision).to.equal(other.revision);
    expect([one.again, other.again].sort()).to.deep.equal([false, true]);
  });

  it('says so when the log is shorter than what it read of it, as after an old copy was put back', async () => {
    const log = openMemory();
    const chat = await enabledChat({
      ...faultyStore(log),
      append: async (stream, expected, events) => {
        if (expected === 'no_stream') return log.append(stream, expected, events);
        await new Promise((settle) => setTimeout(settle, 1));
        throw new RevisionConflict(stream, String(expected), 0n);
      },
    });
    const error = await rejection(chat.execute(postMessage(member('ada'), 'lost')), StoreUnavailable);
    expect(error.message).to.contain('ends at revision 0');
  });

  it('holds to a decision made elsewhere: a chat that another process disabled takes no post', async () => {
    const store = openMemory();
    const [here, there] = [await enabledChat(store), await enabledChat(store)];
    await there.execute(saveSettings(owner, { enabled: false }, { seen: there.state.settingsRevision }));
    await rejection(here.execute(postMessage(member('ada'), 'late')), ChatIsDisabled);
  });

  it('tells listeners every event once and in order, whoever wrote it', async () => {
    const store = openMemory();
    const [here, there] = [await enabledChat(store), await enabledChat(store)];
    const heard: bigint[] = [];
    here.subscribe((events) => heard.push(...events.map(({ revision }) => revision)));
    const first = here.revision + 1n;
    await Promise.all(crowd(30).map((author, i) => (i % 3 ? here : there).execute(postMessage(author, `m${i}`))));
    await until('both are at one revision', () => here.revision === there.revision);
    expect(heard).to.deep.equal(heard.map((_, i) => first + BigInt(i)));
    expect(heard.at(-1)).to.equal(here.revision);
  });

  it('goes on when a listener throws', async () => {
    const chat = await enabledChat(openMemory());
    const heard: number[] = [];
    chat.subscribe(() => {
      throw new Error('a bug of a listener');
    });
    chat.subscribe((events) => heard.push(events.length));
    await chat.execute(postMessage(member('ada'), 'hello'));
    expect(heard).to.deep.equal([2]);
  });

  it('answers whoever waits too long, and settles the batch all the same', async function () {
    this.timeout(12_000);
    const store = faultyStore(openMemory());
    const chat = await enabledChat(store);
    store.faults = Array.from({ length: 9 }, () => 'lost before' as const);
    const post = postMessage(member('ada'), 'slow');
    await rejection(chat.execute(post), StoreUnavailable);
    await until('the batch is settled', () => texts(chat.recent).includes('slow'));
    expect(await chat.execute(post)).to.have.property('again', true);
  });
});
