import { randomUUID } from 'node:crypto';
import { chatDecider } from '../../../events/chatbox/decider.ts';
import { chatCodec } from '../../../events/chatbox/events.ts';
import { openChat } from '../../../events/chatbox/open.ts';
import { Aggregate } from '../../../events/core/aggregate.ts';
import type { EventStore } from '../../../events/core/event-store.ts';
import { noon, postMessage, saveSettings } from '../../support/builders.ts';
import { owner } from '../../support/chat.ts';
import { authors, eventsFrom, nthEvent } from '../history.ts';
import { medianOfFive } from '../row.ts';
import type { Bare } from './bare.ts';

/** Of each of our ways to the store, and of the bare one. */
export interface Both {
  readonly ours: number;
  readonly bare: number;
}

const name = (what: string): string => `bench-${what}-${randomUUID()}`;

/** Latencies of appends of one event, one after the other; ours and the bare one in turns. */
export async function appendEach(store: EventStore, bare: Bare, count: number) {
  const [mine, theirs] = [name('one'), name('one-bare')];
  const ours: number[] = [];
  const bares: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const event = nthEvent(1_000 + n);
    const began = performance.now();
    await store.append(mine, n === 0 ? 'no_stream' : BigInt(n - 1), [event]);
    const between = performance.now();
    await bare.append(theirs, n, [event]);
    ours.push(between - began);
    bares.push(performance.now() - between);
  }
  return { ours, bares };
}

/** Durable posts a second through the chat, so many waiting at a time, beside bare appends of as many events. */
export async function postsPerSecond(store: EventStore, bare: Bare, count: number, waiting: number): Promise<Both> {
  const chat = await openChat(store, name('posts'));
  await chat.execute(saveSettings(owner, { enabled: true }));
  for (const author of authors) await chat.execute(postMessage(author, 'hello'));
  const stream = name('posts-bare');
  let minute = 1;
  const ours = async () => {
    for (let at = 0; at < count; at += waiting) {
      // Each author posts once in a minute of the chat's clock: no flood.
      const posts = Array.from({ length: waiting }, (_, i) => {
        const author = authors[i % authors.length] ?? owner;
        const now = noon(60 * (minute + Math.floor(i / authors.length)));
        const key = `${chat.revision}.${randomUUID()}`;
        return postMessage(author, `message ${at + i} of a long history`, { now, key });
      });
      minute += Math.ceil(waiting / authors.length);
      await Promise.all(posts.map((post) => chat.execute(post)));
    }
  };
  let length = 0;
  const bares = async () => {
    for (let at = 0; at < count; at += waiting) {
      await bare.append(stream, length, eventsFrom(1_000 + length, waiting));
      length += waiting;
    }
  };
  const both = {
    ours: await medianOfFive(perSecond(count, ours)),
    bare: await medianOfFive(perSecond(count, bares)),
  };
  await chat.close();
  return both;
}

/** Events a second of a replay into the chat's state, beside a bare read of the same stream; MB held at most. */
export async function replay(store: EventStore, bare: Bare, count: number) {
  const [stream, other] = [name('replay'), name('replay-bare')];
  for (let at = 0; at < count; at += 500) {
    const events = eventsFrom(at, 500);
    await store.append(stream, at === 0 ? 'no_stream' : BigInt(at - 1), events);
    await bare.append(other, at, events);
  }
  let memory = 0;
  const ours = await medianOfFive(
    perSecond(count, async () => {
      const held = holding();
      const chat = await Aggregate.open({ stream, store, decider: chatDecider, codec: chatCodec });
      if (chat.revision !== BigInt(count - 1)) throw new Error(`Replayed up to ${chat.revision} only.`);
      await chat.close();
      memory = Math.max(memory, held());
    }),
  );
  const bares = await medianOfFive(
    perSecond(count, async () => {
      const read = await bare.readAll(other);
      if (read !== count) throw new Error(`Read ${read} events of ${count}.`);
    }),
  );
  return { ours, bare: bares, memory };
}

const perSecond = (count: number, work: () => Promise<void>) => async (): Promise<number> => {
  const began = performance.now();
  await work();
  return (count * 1_000) / (performance.now() - began);
};

/** Watches how much resident memory is taken beyond what was, garbage included; answers the most, in MB. */
function holding(): () => number {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 5);
  return () => {
    clearInterval(timer);
    return (most - before) / 1e6;
  };
}
