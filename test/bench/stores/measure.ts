import { randomUUID } from 'node:crypto';
import type { ChatCommand } from '../../../events/chatbox/commands.ts';
import { chatDecider } from '../../../events/chatbox/decider.ts';
import { chatCodec } from '../../../events/chatbox/events.ts';
import { openChat } from '../../../events/chatbox/open.ts';
import { Aggregate } from '../../../events/core/aggregate.ts';
import type { EventStore } from '../../../events/core/event-store.ts';
import { noon, postMessage, saveSettings } from '../../support/builders.ts';
import { owner } from '../../support/chat.ts';
import { authors, eventsFrom, nthEvent } from '../history.ts';
import { type Both, fiveInTurns } from '../row.ts';
import type { Bare } from './bare.ts';

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

export interface Crowd {
  readonly count: number;
  /** How many of them wait for their answer at any time: whoever has it posts again. */
  readonly waiting: number;
  /** How many events the bare appends hold. */
  readonly together: number;
}

/** Durable posts a second through the chat, beside bare appends of as many events; what is sent is made beforehand. */
export async function postsPerSecond(
  store: EventStore,
  bare: Bare,
  { count, waiting, together }: Crowd,
): Promise<Both> {
  const chat = await openChat(store, name('posts'));
  await chat.execute(saveSettings(owner, { enabled: true }));
  for (const author of authors) await chat.execute(postMessage(author, 'hello'));
  let round = 0;
  const ours = async () => {
    round += 1;
    const commands = commandsFor(Number(chat.revision), count, waiting, round).values();
    const poster = async () => {
      for (const command of commands) await chat.execute(command);
    };
    return perSecond(count, async () => {
      await Promise.all(Array.from({ length: waiting }, poster));
    })();
  };
  const events = eventsFrom(1_000, count);
  const bares = async () => {
    const stream = name('posts-bare');
    for (let at = 0; at < count; at += together) await bare.append(stream, at, events.slice(at, at + together));
  };
  const both = await fiveInTurns(ours, perSecond(count, bares));
  await chat.close();
  return both;
}

/** Made beforehand, as the events of the bare appends are. Each author posts once in a minute of the chat's clock. */
function commandsFor(revision: number, count: number, waiting: number, round: number): ChatCommand[] {
  return Array.from({ length: count }, (_, n) => {
    const now = noon(60 * (1 + Math.floor((round * count + n) / authors.length)));
    const key = `${revision + Math.max(0, n - waiting)}.${randomUUID()}`;
    return postMessage(authors[n % authors.length] ?? owner, `message ${n} of a long history`, { now, key });
  });
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
  const ours = async () => {
    const held = holding();
    const chat = await Aggregate.open({ stream, store, decider: chatDecider, codec: chatCodec });
    if (chat.revision !== BigInt(count - 1)) throw new Error(`Replayed up to ${chat.revision} only.`);
    await chat.close();
    memory = Math.max(memory, held());
  };
  const bares = async () => {
    const read = await bare.readAll(other);
    if (read !== count) throw new Error(`Read ${read} events of ${count}.`);
  };
  return { ...(await fiveInTurns(perSecond(count, ours), perSecond(count, bares))), memory };
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
