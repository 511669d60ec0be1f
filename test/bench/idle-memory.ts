import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openChat } from '../../events/chatbox/open.ts';
import { openSqlite } from '../../events/stores/sqlite/index.ts';
import { watchHealth } from '../../src/launch/health.ts';
import { address, freePort } from '../../src/launch/port.ts';
import { saveSettings } from '../support/builders.ts';
import { owner } from '../support/chat.ts';
import { child } from './fan-out/child.ts';
import type { Finding, Order, Report, Wish } from './fan-out/messages.ts';
import { median, type Row } from './row.ts';
import { buildStreamSite } from './stream-site/build.ts';

const HOST = '127.0.0.1';
const STREAMS = 3_000;
/** The first ones fill what the start left free, which would count for the later ones otherwise. */
const FIRST = 2_000;
const RUNS = 5;
/** Until nothing of the opening is left to be done. */
const SETTLE = 3_000;

/** What an open stream that says nothing keeps of a built site's memory, beside a bare Node response. */
export async function idleMemory(): Promise<Row[]> {
  const entry = await buildStreamSite();
  const folder = await mkdtemp(join(tmpdir(), 'chatbox-bench-'));
  try {
    const store = `sqlite:${join(folder, 'chatbox.db')}`;
    await enable(join(folder, 'chatbox.db'));
    const ours: number[] = [];
    const bare: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      ours.push(await perStream(() => startSite(entry, store)));
      bare.push(await perStream(startBare));
    }
    const conditions = `${STREAMS.toLocaleString('en')} idle streams of as many members beside ${FIRST.toLocaleString('en')} others, a built site with a middleware that sets a header and a cookie, resident after a forced collection, median of ${RUNS}`;
    return [
      {
        name: 'memory of an idle stream',
        value: median(ours),
        unit: 'kB',
        beside: { name: 'a bare Node response', value: median(bare) },
        conditions,
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

type Server = ReturnType<typeof child<Order, Report>> & { readonly port: number };

async function startBare(): Promise<Server> {
  const server = child<Order, Report>(new URL('./fan-out/server.ts', import.meta.url), ['coalescing']);
  const { port } = await server.answer('listening');
  return { ...server, port };
}

async function startSite(entry: string, store: string): Promise<Server> {
  const port = await freePort(HOST, 0);
  const env = { ...process.env, HOST, PORT: String(port), CHATBOX_STORE: store, ASTRO_NODE_LOGGING: 'disabled' };
  const probe = new URL('./fan-out/probe.ts', import.meta.url).href;
  const server = child<Order, Report>(entry, [], { execArgv: ['--import', probe], env });
  for await (const health of watchHealth(address(HOST, port))) if (health.ok) break;
  return { ...server, port };
}

/** In kB of 1,024 bytes, resident. */
async function perStream(start: () => Promise<Server>): Promise<number> {
  const server = await start();
  const rss = async (): Promise<number> => {
    server.tell({ kind: 'usage' });
    return (await server.answer('usage')).rss;
  };
  const readers = child<Wish, Finding>(new URL('./fan-out/readers.ts', import.meta.url), [String(server.port)]);
  try {
    const open = async (first: number, count: number): Promise<void> => {
      const headers = Array.from({ length: count }, (_, n) => `cookie: s${first + n}\r\nlast-event-id: 1\r\n`);
      readers.tell({ kind: 'open', count, headers, path: '/chatbox/stream?chat=main&locale=en' });
      await readers.answer('open');
      await delay(SETTLE);
    };
    await open(STREAMS, FIRST);
    const before = await rss();
    await open(0, STREAMS);
    return ((await rss()) - before) / STREAMS / 1_024;
  } finally {
    await Promise.all([server.end(), readers.end()]);
  }
}

async function enable(file: string): Promise<void> {
  const store = await openSqlite(file);
  const chat = await openChat(store, 'main');
  await chat.execute(saveSettings(owner, { enabled: true }));
  await chat.close();
  await store.close();
}
