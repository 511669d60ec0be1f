import { expect } from 'chai';
import { chatDecider } from '../../events/chatbox/decider.ts';
import { chatCodec } from '../../events/chatbox/events.ts';
import { type Chat, openChat as open } from '../../events/chatbox/open.ts';
import { chatSnapshots } from '../../events/chatbox/snapshot.ts';
import { Aggregate } from '../../events/core/aggregate.ts';
import { StoreUnavailable } from '../../events/core/errors.ts';
import type { EventStore, Snapshot } from '../../events/core/event-store.ts';
import { openMemory } from '../../events/stores/memory.ts';
import { member, postMessage, STREAM } from '../support/builders.ts';
import { enabledChat, openChat } from '../support/chat.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { crowd, texts } from '../support/posts.ts';

/** A chat that saves a snapshot whenever there are news. */
const savingAll = (store: EventStore): Promise<Chat> =>
  Aggregate.open({
    stream: STREAM,
    store,
    decider: chatDecider,
    codec: chatCodec,
    snapshots: { ...chatSnapshots, due: (events) => events > 0n },
  });

/** What a chat in which ada has posted leaves when it is closed. */
async function savedSnapshot(store: EventStore): Promise<Snapshot> {
  const chat = await enabledChat(store);
  await chat.execute(postMessage(member('ada'), 'hello'));
  await chat.close();
  const saved = await store.loadSnapshot(STREAM);
  if (saved === undefined) throw new Error('none was saved');
  return saved;
}

/** A chat opened anew: after which revisions it asked for the log, and what it said. */
async function opened(store: EventStore) {
  const asked: bigint[] = [];
  const lines: string[] = [];
  const subscribe: EventStore['subscribe'] = (stream, after, subscriber) => {
    asked.push(after);
    return store.subscribe(stream, after, subscriber);
  };
  const chat = await open({ ...faultyStore(store), subscribe }, 'main', { log: (line) => lines.push(line) });
  return { chat, asked, lines };
}

describe('the snapshots of an aggregate', () => {
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

  it('has the log from where its snapshot ends, and not from the start', async () => {
    const store = openMemory();
    const first = await enabledChat(store);
    await first.execute(postMessage(member('ada'), 'before'));
    await first.close();
    await (await openChat(store)).execute(postMessage(member('bob'), 'after'));
    const { chat, asked, lines } = await opened(store);
    expect(asked).to.deep.equal([first.revision]);
    expect([...chat.state.members.keys()]).to.have.members(['id-owner', 'id-ada', 'id-bob']);
    expect(lines).to.deep.equal([]);
  });

  const damages = {
    'is broken off': (state: string) => state.slice(0, -1),
    'has a word in place of a yes or no': (state: string) => state.replace('"enabled":true', '"enabled":"true"'),
  };
  for (const [what, damage] of Object.entries(damages)) {
    it(`replays the whole log when its snapshot ${what}, and says so`, async () => {
      const store = openMemory();
      const saved = await savedSnapshot(store);
      const state = damage(saved.state);
      expect(state).not.to.equal(saved.state);
      await store.saveSnapshot(STREAM, { ...saved, state });
      const { chat, asked, lines } = await opened(store);
      expect(asked).to.deep.equal([-1n]);
      expect(chat.state.members.get('id-ada')?.login).to.equal('ada');
      expect(lines.join()).to.match(/^chatbox-main: snapshot unread \(.+\)$/s);
    });
  }

  for (const other of [-1, 1]) {
    it(`replays the whole log when the number of its snapshot's shape differs by ${other}, whatever it holds`, async () => {
      const store = openMemory();
      const saved = await savedSnapshot(store);
      const state = saved.state.replace('"login":"ada"', '"login":"eve"');
      expect(state).not.to.equal(saved.state);
      await store.saveSnapshot(STREAM, { ...saved, v: saved.v + other, state });
      const { chat, asked, lines } = await opened(store);
      expect(asked).to.deep.equal([-1n]);
      expect(chat.state.members.get('id-ada')?.login).to.equal('ada');
      expect(lines).to.deep.equal([]);
    });
  }
});

describe('a snapshot is due', () => {
  const cases = [
    { events: 1_000n, elapsed: 60_000, closing: false, due: true },
    { events: 999n, elapsed: 3_600_000, closing: false, due: false },
    { events: 1_000_000n, elapsed: 59_999, closing: false, due: false },
    { events: 1n, elapsed: 0, closing: true, due: true },
    { events: 0n, elapsed: 3_600_000, closing: true, due: false },
  ];
  for (const { events, elapsed, closing, due } of cases) {
    it(`${due ? '' : 'not '}${closing ? 'when closing' : 'while running'}, ${elapsed} ms after the last one, when ${events} events are new`, () => {
      expect(chatSnapshots.due(events, elapsed, closing)).to.equal(due);
    });
  }
});
