import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chatCodec } from '../../events/chatbox/events.ts';
import type { EventStore } from '../../events/core/event-store.ts';
import { openSqlite } from '../../events/stores/sqlite/index.ts';
import { createRuntime } from '../../plugin/create-runtime.ts';
import { BoxOptions, renderBox } from '../../plugin/http/box.ts';
import type { MemberDirectory, ViewerContext } from '../../plugin/members/directory.ts';
import { Options } from '../../plugin/options.ts';
import { chatEnabled, envelope, introduced, member, noon, posted, STREAM } from '../support/builders.ts';
import { median, type Row } from './row.ts';

const EVENTS = 1_000_000;
const AUTHORS = 200;
const PAGE = 1_000;

const authors = Array.from({ length: AUTHORS }, (_, i) => member(`member${i}`));
const [reader] = authors;

/** From the creation of the runtime to the first chatbox, after a million events. */
export async function startup(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'chatbox-bench-'));
  const file = join(folder, 'chatbox.db');
  try {
    await fill(file);
    const without = await firstBox(file);
    const values: number[] = [];
    for (let run = 0; run < 5; run += 1) values.push(await firstBox(file));
    const conditions = `${EVENTS.toLocaleString('en')} events of ${AUTHORS} members on SQLite, runtime creation to the first box`;
    return [
      {
        name: 'start-up with a snapshot',
        value: median(values),
        unit: 'ms',
        beside: { name: 'the same by replaying the whole log', value: without },
        conditions,
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** One start, and one orderly end, which leaves a snapshot. */
async function firstBox(file: string): Promise<number> {
  const start = performance.now();
  const site = {
    options: Options.parse({}),
    urls: { base: '/', trailingSlash: 'ignore', path: '/chatbox', logIn: '/login', prefixed: [] } as const,
    build: 'bench',
  };
  const runtime = await createRuntime(site, directory, () => openSqlite(file));
  for (;;) {
    // A replay takes longer than a request waits.
    const box = await runtime.room('main').then(
      () => renderBox(runtime, context, { chat: 'main', locale: 'en', options: BoxOptions.parse({}), returnTo: '/' }),
      () => undefined,
    );
    if (box === undefined) continue;
    if (!box.includes('m-')) throw new Error('The first box shows no message.');
    const taken = performance.now() - start;
    await runtime.close();
    return taken;
  }
}

const directory: MemberDirectory = {
  viewer: async () => reader && { session: 's', member: reader },
  groups: async () => [],
  findByLogins: async () => [],
};
const context = {} as ViewerContext;

async function fill(file: string): Promise<void> {
  const store = await openSqlite(file);
  const first = [chatEnabled(), ...authors.map(introduced)];
  let events = first.map((fact, i) => chatCodec.encode(envelope(fact, i)));
  for (let at = 0; at < EVENTS; at += events.length) {
    if (at > 0) events = Array.from({ length: PAGE }, (_, i) => message(at + i));
    await append(store, at, events);
  }
  await store.close();
}

const append = (store: EventStore, at: number, events: Parameters<EventStore['append']>[2]) =>
  store.append(STREAM, at === 0 ? 'no_stream' : BigInt(at - 1), events);

function message(n: number) {
  const author = authors[n % AUTHORS] ?? member('nobody');
  const key = `0.00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
  return chatCodec.encode(envelope(posted(author, `message ${n} of a long history`, { key, at: noon(n) }), n));
}
