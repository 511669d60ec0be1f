import { expect } from 'chai';
import type { RecordedEvent } from '../../events/core/event-store.ts';
import { Follower } from '../../events/stores/follow.ts';
import { anEvent } from '../support/store-contract/events.ts';
import { until } from '../support/until.ts';

describe('A subscription over pages', () => {
  it('comes back by itself after failed reads, which it tells once', async () => {
    const pages = [() => page(0, 2), fails, fails, () => page(2, 1), fails, () => []];
    const told: string[] = [];
    const follower = new Follower(
      (from, limit) => {
        told.push(`read ${from}`);
        expect(limit).to.be.greaterThan(2);
        return (pages.shift() ?? (() => []))();
      },
      -1n,
      {
        event: ({ revision }) => void told.push(`event ${revision}`),
        caughtUp: () => void told.push('caught up'),
        interrupted: (why) => void told.push(why),
      },
      () => {},
    );
    await until('it had caught up', () => told.includes('caught up'));
    follower.wake();
    await until('it came back', () => told.filter((item) => item === 'caught up').length === 2);
    follower.wake();
    await until('it came back again', () => told.filter((item) => item === 'caught up').length === 3);
    await follower.close();
    const first = ['read 0', 'event 0', 'event 1', 'caught up'];
    const second = ['read 2', 'broken', 'read 2', 'read 2', 'event 2', 'caught up'];
    expect(told).to.deep.equal([...first, ...second, 'read 3', 'broken', 'read 3', 'caught up']);
  });

  it('reads no more once it is closed, though it was woken', async () => {
    let reads = 0;
    const read = () => {
      reads += 1;
      return [];
    };
    let closed = 0;
    const follower = new Follower(read, -1n, { event: () => {} }, () => {
      closed += 1;
    });
    await until('it has read', () => reads === 1);
    follower.wake();
    await follower.close();
    await follower.close();
    follower.wake();
    await new Promise((resolve) => setImmediate(resolve));
    expect(reads).to.equal(1);
    expect(closed).to.equal(1);
  });
});

function page(first: number, count: number): readonly RecordedEvent[] {
  return Array.from({ length: count }, (_, at) => ({
    ...anEvent(),
    stream: 'chatbox-main',
    revision: BigInt(first + at),
    position: 0n,
    recordedAt: '',
  }));
}

function fails(): never {
  throw new Error('broken');
}
