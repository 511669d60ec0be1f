import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_EVENTS } from '../../events/core/batch.ts';
import { storeFrom } from '../../events/stores/index.ts';
import { quantile, type Row } from './row.ts';
import { bareFrom } from './stores/bare.ts';
import { appendEach, postsPerSecond, replay } from './stores/measure.ts';
import { latencies } from './stores/other-process.ts';

const APPENDS = 300;
const POSTS = 20_000;
const WAITING = 1_000;
const HISTORY = 100_000;
const OVER = 300;
/** ms */
const PAUSE = 20;

/** The log on the embedded store, and on the server of EVENTSTOREDB_URL where there is one. */
export async function stores(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'chatbox-bench-'));
  const url = process.env.EVENTSTOREDB_URL;
  try {
    const sqlite = `sqlite:${join(folder, 'chatbox.db')}`;
    const rows = await rowsOf('SQLite', sqlite, join(folder, 'bare.db'));
    if (url !== undefined) rows.push(...(await rowsOf('EventStoreDB', url, url)));
    return rows;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function rowsOf(name: string, setting: string, bareSetting: string): Promise<Row[]> {
  const bare = bareFrom(bareSetting);
  const store = await storeFrom(setting);
  const appends = await appendEach(store, bare, APPENDS);
  const posts = await postsPerSecond(store, bare, { count: POSTS, waiting: WAITING, together: MAX_EVENTS });
  const history = await replay(store, bare, HISTORY);
  await store.close();
  await bare.close();
  const over = await latencies({ store: setting, bare: bareSetting, count: OVER, pause: PAUSE });

  const one = `${APPENDS} events, one append after the other, ours and the bare one in turns`;
  const all = `${HISTORY.toLocaleString('en')} events of 200 members, without a snapshot`;
  return [
    ...[0.5, 0.99].map((at) => ({
      name: `${name}: an append of one event, p${at * 100}`,
      value: quantile(appends.ours, at),
      unit: 'ms',
      beside: { name: bare.name, value: quantile(appends.bares, at) },
      conditions: one,
    })),
    {
      name: `${name}: durable posts by group commit`,
      value: posts.ours,
      unit: 'posts/s',
      beside: { name: `${bare.name}, appends of ${MAX_EVENTS} events`, value: posts.bare },
      conditions: `${POSTS.toLocaleString('en')} posts of 200 members, ${WAITING} waiting at a time, decided and followed too`,
    },
    {
      name: `${name}: replay into the chat's state`,
      value: history.ours,
      unit: 'events/s',
      beside: { name: `${bare.name}, read and parsed`, value: history.bare },
      conditions: all,
    },
    {
      name: `${name}: resident memory that a replay adds at most, garbage included`,
      value: history.memory,
      unit: 'MB',
      conditions: all,
    },
    ...[0.5, 0.99].map((at) => ({
      name: `${name}: posted in one process, written to a stream of another, p${at * 100}`,
      value: quantile(over.ours, at),
      unit: 'ms',
      beside: { name: `${bare.name}, appended and followed`, value: quantile(over.bares, at) },
      conditions: `${OVER} posts, one every ${PAUSE} ms, ours and the bare ones in turns`,
    })),
  ];
}
