import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { chatDecider } from '../../events/chatbox/decider.ts';
import { type ChatEvent, chatCodec } from '../../events/chatbox/events.ts';
import type { Member } from '../../events/chatbox/member.ts';
import type { Chat } from '../../events/chatbox/open.ts';
import { ChatIsDisabled } from '../../events/chatbox/refusals.ts';
import { chatSnapshots } from '../../events/chatbox/snapshot.ts';
import { Aggregate } from '../../events/core/aggregate.ts';
import { RevisionConflict, StoreUnavailable } from '../../events/core/errors.ts';
import type { Recorded } from '../../events/core/event.ts';
import type { EventStore } from '../../events/core/event-store.ts';
import { openMemory } from '../../events/stores/memory.ts';
import { ask, member, postMessage, STREAM, saveSettings } from '../support/builders.ts';
import { enabledChat, openChat, owner } from '../support/chat.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { rejection } from '../support/rejection.ts';
import { until } from '../support/until.ts';

/** As many members as posts, so that nobody floods. */
const crowd = (count: number) => Array.from({ length: count }, (_, i) => member(`member${i}`));
const texts = (events: readonly Recorded<ChatEvent>[]) =>
  events.flatMap((event) => (event.type === 'MessagePosted' ? [event.data.text] : []));

const introduce = (actor: Member) => ask('IntroduceMember', { actor });
/** A chat that saves a snapshot whenever there are news. */
const savingAll = (store: EventStore): Promise<Chat> =>
  Aggregate.open({
    stream: STREAM,
    store,
    decider: chatDecider,
    codec: chatCodec,
    snapshots: { ...chatSnapshots, due: (events) => events > 0n },
  });

/** Lets an append of the store begin, and what is asked meanwhile be decided; answers what lets it end. */
async function whileAppending(store: ReturnType<typeof faultyStore>, ask: () => void): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const before = store.appends;
  store.until = promise;
  await until('an append is under way', () => store.appends > before);
  ask();
  await new Promise((settle) => setTimeout(settle, 20));
  return () => {
    store.until = undefined;
    resolve();
  };
}

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

  it('decides again when another process wrote first, and shows what that one wrote', async () => {
    const store = openMemory();
    const [here, there] = [await enabledChat(store), await enabledChat(store)];
    const authors = crowd(40);
    await Promise.all(authors.map((author, i) => (i % 2 ? here : there).execute(postMessage(author, `m${i}`))));
    await until('both are at one revision', () => here.revision === there.revision);
    expect(texts(here.recent)).to.deep.equal(texts(there.recent));
    expect(texts(here.recent).sort()).to.deep.equal(authors.map((_, i) => `m${i}`).sort());
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

  it('starts from its snapshot, with the last events at hand, and keeps what came after it', async () => {
    const store = openMemory();
    const first = await enabledChat(store);
    await Promise.all(crowd(50).map((author, i) => first.execute(postMessage(author, `m${i}`))));
    await first.close();
    const later = await openChat(store, 10);
    expect(later.state.members.size).to.equal(51);
    expect(later.recent).to.have.length(10);
    expect(later.recent.at(-1)?.revision).to.equal(first.revision);
    await later.execute(postMessage(member('ada'), 'after'));
    expect(texts(later.recent).at(-1)).to.equal('after');
  });

  it('waits for a snapshot that is being written when it is closed, and saves the last one after it', async () => {
    const log = openMemory();
    const saved: bigint[] = [];
    const { promise: written, resolve: write } = Promise.withResolvers<void>();
    const store: EventStore = {
      ...faultyStore(log),
      saveSnapshot: async (_, { revision }) => {
        await written;
        saved.push(revision);
      },
    };
    await (await enabledChat(log)).close();
    const chat = await savingAll(store);
    await chat.execute(postMessage(member('ada'), 'one'));
    const first = chat.revision;
    await chat.execute(postMessage(member('bob'), 'two'));
    let closed = false;
    const closing = chat.close().then(() => {
      closed = true;
    });
    await new Promise((settle) => setTimeout(settle, 20));
    expect(closed).to.equal(false);
    write();
    await closing;
    expect(saved).to.deep.equal([first, chat.revision]);
  });

  it('saves again when it is closed what could not be saved before', async () => {
    const log = openMemory();
    let fails = true;
    const saved: bigint[] = [];
    const store: EventStore = {
      ...faultyStore(log),
      saveSnapshot: async (_, { revision }) => {
        if (fails) throw new StoreUnavailable('as told');
        saved.push(revision);
      },
    };
    await (await enabledChat(log)).close();
    const chat = await savingAll(store);
    await chat.execute(postMessage(member('ada'), 'one'));
    await new Promise((settle) => setTimeout(settle, 5));
    fails = false;
    await chat.close();
    expect(saved).to.deep.equal([chat.revision]);
  });

  it('replays when a snapshot is of another version, or unreadable', async () => {
    const store = openMemory();
    const first = await enabledChat(store);
    await first.execute(postMessage(member('ada'), 'hello'));
    await store.saveSnapshot(STREAM, { revision: first.revision, v: 1, state: '{"nonsense":true}' });
    expect((await openChat(store)).state.members.get('id-ada')?.login).to.equal('ada');
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

  describe('while an append is under way', () => {
    it('decides what is asked meanwhile on what that one will leave, and appends it next', async () => {
      const store = faultyStore(openMemory());
      const chat = await enabledChat(store);
      store.appends = 0;
      const authors = crowd(60);
      const posts = [chat.execute(postMessage(member('ada'), 'first'))];
      const end = await whileAppending(store, () => {
        posts.push(...authors.map((author, i) => chat.execute(postMessage(author, `m${i}`))));
      });
      end();
      const outcomes = await Promise.all(posts);
      expect(store.appends).to.equal(2);
      expect(texts(chat.recent)).to.deep.equal(['first', ...authors.map((_, i) => `m${i}`)]);
      const stored = await store.read(STREAM, { limit: 1_000 });
      for (const { revision } of outcomes) expect(stored[Number(revision)]?.type).to.equal('MessagePosted');
    });

    it('acknowledges no re-send before the first is stored, and none when it is not', async () => {
      const store = faultyStore(openMemory());
      const chat = await enabledChat(store);
      const post = postMessage(member('ada'), 'once');
      store.faults = ['unavailable', 'unavailable'];
      const first = rejection(chat.execute(post), StoreUnavailable);
      let answered = false;
      let again: Promise<unknown> | undefined;
      const end = await whileAppending(store, () => {
        again = rejection(chat.execute(post), StoreUnavailable).finally(() => {
          answered = true;
        });
      });
      expect(answered).to.equal(false);
      end();
      await first;
      await again;
      expect(texts(chat.recent)).to.deep.equal([]);
    });

    it('refuses nothing for what may not come to be', async () => {
      const store = faultyStore(openMemory());
      const chat = await enabledChat(store);
      store.faults = ['unavailable'];
      const off = saveSettings(owner, { enabled: false }, { seen: Number(chat.state.settingsRevision) });
      const disabling = rejection(chat.execute(off), StoreUnavailable);
      let posting: Promise<unknown> | undefined;
      const end = await whileAppending(store, () => {
        posting = chat.execute(postMessage(member('ada'), 'still open'));
      });
      end();
      await disabling;
      await posting;
      expect(texts(chat.recent)).to.deep.equal(['still open']);
    });

    it('decides it all again when another process wrote first, in the order of the asking', async () => {
      const log = openMemory();
      const store = faultyStore(log);
      const [here, there] = [await enabledChat(store), await enabledChat(log)];
      const posts = [here.execute(postMessage(member('ada'), 'one'))];
      const end = await whileAppending(store, () => {
        posts.push(here.execute(postMessage(member('bob'), 'two')), here.execute(postMessage(member('cleo'), 'three')));
      });
      // As many events as the append that loses holds: the revision alone does not tell whose they are.
      await there.execute(postMessage(member('dan'), 'elsewhere'));
      end();
      await Promise.all(posts);
      expect(texts(here.recent)).to.deep.equal(['elsewhere', 'one', 'two', 'three']);
    });

    it('loses nothing of it when the chat is closed', async () => {
      const store = faultyStore(openMemory());
      const chat = await enabledChat(store);
      const posts = [chat.execute(postMessage(member('ada'), 'one'))];
      const end = await whileAppending(store, () => void posts.push(chat.execute(postMessage(member('bob'), 'two'))));
      const closing = chat.close();
      end();
      await closing;
      await Promise.all(posts);
      expect(texts(chat.recent)).to.deep.equal(['one', 'two']);
    });
  });
});
