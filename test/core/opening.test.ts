import { expect } from 'chai';
import { StoreUnavailable } from '../../events/core/errors.ts';
import type { EventStore } from '../../events/core/event-store.ts';
import { openMemory } from '../../events/stores/memory.ts';
import { enabledChat, openChat } from '../support/chat.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { rejection } from '../support/rejection.ts';

describe('opening an aggregate', () => {
  it('is put off where a node lags behind: the gap before what is live would stay', async () => {
    const log = openMemory();
    await enabledChat(log);
    let following = 0;
    const lagging: EventStore = {
      ...faultyStore(log),
      read: async (...asked) => (await log.read(...asked)).slice(0, -1),
      subscribe: (...asked) => {
        const subscription = log.subscribe(...asked);
        following += 1;
        return {
          skip: (revision) => subscription.skip(revision),
          close: () => {
            following -= 1;
            return subscription.close();
          },
        };
      },
    };
    const error = await rejection(openChat(lagging), StoreUnavailable);
    expect(error.message).to.include('it gave 2 of the last 3 events');
    expect(following).to.equal(0);
  });
});
