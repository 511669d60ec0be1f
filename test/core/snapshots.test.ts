import { expect } from 'chai';
import { chatDecider } from '../../events/chatbox/decider.ts';
import { chatCodec } from '../../events/chatbox/events.ts';
import type { Chat } from '../../events/chatbox/open.ts';
import { chatSnapshots } from '../../events/chatbox/snapshot.ts';
import { Aggregate } from '../../events/core/aggregate.ts';
import { StoreUnavailable } from '../../events/core/errors.ts';
import type { EventStore } from '../../events/core/event-store.ts';
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

  it('replays when a snapshot is of another version, or unreadable', async () => {
    const store = openMemory();
    const first = await enabledChat(store);
    await first.execute(postMessage(member('ada'), 'hello'));
    await store.saveSnapshot(STREAM, { revision: first.revision, v: 1, state: '{"nonsense":true}' });
    expect((await openChat(store)).state.members.get('id-ada')?.login).to.equal('ada');
  });
});
