import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import type { EventStore } from '../../events/core/event-store.ts';
import { Turns } from '../../events/core/turns.ts';
import { MemoryLog, openMemory } from '../../events/stores/memory.ts';
import { member, postMessage } from '../support/builders.ts';
import { enabledChat, openChat } from '../support/chat.ts';

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
        event: (event) => setTimeout(() => subscriber.event(event), ms),
        caughtUp: () => setTimeout(() => subscriber.caughtUp?.(), ms),
      }),
    loadSnapshot: (stream) => store.loadSnapshot(stream),
    saveSnapshot: (stream, snapshot) => store.saveSnapshot(stream, snapshot),
    close: () => store.close(),
  };
}

const crowd = (count: number, of: string) => Array.from({ length: count }, (_, at) => member(`${of}-${at}`));

describe('Two aggregates on one stream', function () {
  this.timeout(30_000);

  it('take turns: one that is nearer to the store, and posts without pause, does not keep the other waiting', async () => {
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
    await distant.execute(postMessage(member('first'), 'it is there'));
    const flooding = flood();
    // Who waits for five seconds is refused.
    for (const author of crowd(20, 'distant')) await distant.execute(postMessage(author, 'now and then'));
    busy = false;
    await flooding;
    expect(rounds, 'the other posted all the time').to.be.above(10);
    await near.close();
    await distant.close();
  });

  it('leave a moment to one that wrote, a longer one each time, until it lets a long one pass', async () => {
    const turns = new Turns();
    const waited = async (): Promise<number> => {
      const begun = performance.now();
      await turns.wait();
      return performance.now() - begun;
    };
    turns.mine(10);
    expect(await waited(), 'nobody else writes').to.be.below(5);
    turns.others();
    for (const least of [20, 40, 80, 160, 200]) {
      turns.mine(10);
      expect(await waited()).to.be.above(least - 2);
    }
    turns.mine(10);
    expect(await waited(), 'nobody wanted to').to.be.below(15);
  });

  it('go on at once when the other has written', async () => {
    const turns = new Turns();
    turns.others();
    turns.mine(1_000);
    let mayWrite = false;
    const waiting = turns.wait().then(() => {
      mayWrite = true;
    });
    await delay(20);
    expect(mayWrite).to.equal(false);
    turns.others();
    await waiting;
  });
});
