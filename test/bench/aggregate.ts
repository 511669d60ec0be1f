import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Chat, openChat } from '../../events/chatbox/open.ts';
import type { EventStore, StoredEvent } from '../../events/core/event-store.ts';
import { openSqlite } from '../../events/stores/sqlite/index.ts';
import { member, postMessage, saveSettings } from '../support/builders.ts';
import { owner } from '../support/chat.ts';
import { medianOfFive, type Row } from './row.ts';

const POSTS = 10_000;
const WAITING = 500;

/** Durable posts a second of the aggregate on the SQLite store, beside the store's own appends in batches of that size. */
export async function aggregate(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'chatbox-bench-'));
  try {
    const store = await openSqlite(join(folder, 'chatbox.db'));
    const chat = await openChat(store, 'main');
    await chat.execute(saveSettings(owner, { enabled: true }));
    let run = 0;
    const posts = await medianOfFive(() => rate(() => postAll(chat, run++)));
    const bare = await medianOfFive(() => rate(() => appendAll(store, `bare-${run++}`)));
    await chat.close();
    await store.close();
    const conditions = `${POSTS.toLocaleString('en')} posts of as many members, ${WAITING} waiting at a time, fsync at every commit`;
    return [
      {
        name: 'durable posts by the aggregate on SQLite',
        value: posts,
        unit: 'posts/s',
        beside: { name: `bare appends of ${WAITING} events`, value: bare },
        conditions,
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function rate(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (POSTS * 1000) / (performance.now() - start);
}

async function postAll(chat: Chat, run: number): Promise<void> {
  const now = new Date(Date.UTC(2026, 0, 1) + run * 60_000).getTime();
  for (let at = 0; at < POSTS; at += WAITING) {
    const seconds = (now - Date.UTC(2026, 9, 12, 12)) / 1000;
    const batch = Array.from({ length: WAITING }, (_, i) =>
      chat.execute(
        postMessage(member(`member${at + i}`), `message ${at + i} of run ${run}`, {
          now: isoAfter(seconds),
          key: `${chat.revision}.${randomUUID()}`,
        }),
      ),
    );
    await Promise.all(batch);
  }
}

const isoAfter = (seconds: number): string => new Date(Date.UTC(2026, 9, 12, 12) + seconds * 1000).toISOString();

async function appendAll(store: EventStore, stream: string): Promise<void> {
  for (let at = 0; at < POSTS; at += WAITING) {
    const events = Array.from({ length: WAITING }, (_, i): StoredEvent => bareEvent(at + i));
    await store.append(stream, at === 0 ? 'no_stream' : BigInt(at - 1), events);
  }
}

const bareEvent = (n: number): StoredEvent => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  type: 'MessagePosted',
  v: 1,
  data: { message: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, author: `id-m${n}`, text: `message ${n}` },
  meta: {
    at: '2026-10-12T12:00:00.000Z',
    actor: { member: `id-m${n}`, groups: [], roles: [] },
    $correlationId: '00000000-0000-4000-8000-000000000000',
    $causationId: '00000000-0000-4000-8000-000000000000',
    digest: 'abcdefghijkl',
  },
});
