import { expect } from 'chai';
import { StoreUnavailable } from '../../events/core/errors.ts';
import { openMemory } from '../../events/stores/memory.ts';
import { member, postMessage, STREAM, saveSettings } from '../support/builders.ts';
import { enabledChat, owner } from '../support/chat.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { crowd, texts } from '../support/posts.ts';
import { rejection } from '../support/rejection.ts';
import { until } from '../support/until.ts';

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

describe('an aggregate, while an append is under way,', () => {
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
