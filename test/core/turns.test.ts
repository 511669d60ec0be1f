import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import type { EventStore } from '../../events/core/event-store.ts';
import { MemoryLog, openMemory } from '../../events/stores/memory.ts';
import { member, postMessage } from '../support/builders.ts';
import { enabledChat, openChat } from '../support/chat.ts';
import { skip } from '../support/skip.ts';

/** The same store at the end of a wire: each way of a call takes that long. */
function far(store: EventStore, ms: number): EventStore {
  return {
    name: store.name,
    append: async (...args) => {
      await delay(ms);
      try {
        return await store.append(...args);
      } finally {
        await delay(ms);
      }
    },
    read: async (...args) => {
      await delay(ms);
      const page = await store.read(...args);
      await delay(ms);
      return page;
    },
    subscribe: (stream, after, subscriber) =>
      store.subscribe(stream, after, {
        ...subscriber,
        event: (event) => setTimeout(() => subscriber.event(event), ms),
      }),
    loadSnapshot: (stream) => store.loadSnapshot(stream),
    saveSnapshot: (stream, snapshot) => store.saveSnapshot(stream, snapshot),
    close: () => store.close(),
  };
}

const crowd = (count: number, of: string) => Array.from({ length: count }, (_, at) => member(`${of}-${at}`));

describe('Two aggregates on one stream', function () {
  this.timeout(30_000);

  it('take turns: one that is nearer to the store, and posts without pause, does not keep the other waiting', async function () {
    if (process.env.CI) skip(this, 'the far store is slow by timers, and a busy machine is slower still');
    const log = new MemoryLog();
    const near = await enabledChat(far(openMemory(log), 2));
    const distant = await openChat(far(openMemory(log), 4));
    let busy = true;
    let rounds = 0;
    const flood = async () => {
      for (; busy; rounds += 1) {
        await Promise.all(crowd(10, `near${rounds}`).map((author) => near.execute(postMessage(author, 'again'))));
      }
    };
    const flooding = flood();
    const waits: number[] = [];
    for (const author of crowd(20, 'distant')) {
      const begun = performance.now();
      await distant.execute(postMessage(author, 'now and then'));
      waits.push(performance.now() - begun);
      await delay(10);
    }
    busy = false;
    await flooding;
    expect(rounds, 'the other posted all the time').to.be.above(20);
    expect(Math.max(...waits)).to.be.below(2_000);
    await near.close();
    await distant.close();
  });

  it('cost one that is alone nothing', async () => {
    const chat = await enabledChat(far(openMemory(), 2));
    const begun = performance.now();
    for (const author of crowd(50, 'alone')) await chat.execute(postMessage(author, 'hello'));
    const each = (performance.now() - begun) / 50;
    const bare = far(openMemory(), 2);
    const again = performance.now();
    const event = { type: 'T', v: 1, data: {}, meta: {} };
    for (let at = 0; at < 50; at += 1) {
      await bare.append('bare', at === 0 ? 'no_stream' : BigInt(at - 1), [{ ...event, id: String(at) }]);
    }
    expect(each).to.be.below(3 * ((performance.now() - again) / 50) + 5);
    await chat.close();
  });
});
