import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../events/stores/sqlite/index.ts';
import { createRuntime } from '../../plugin/create-runtime.ts';
import { BoxOptions, renderBox } from '../../plugin/http/box.ts';
import type { MemberDirectory, ViewerContext } from '../../plugin/members/directory.ts';
import { Options } from '../../plugin/options.ts';
import { STREAM } from '../support/builders.ts';
import { urlConfig } from '../support/url-config.ts';
import { authors, eventsFrom } from './history.ts';
import { median, type Row } from './row.ts';

const EVENTS = 1_000_000;
const PAGE = 1_000;

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
    const conditions = `${EVENTS.toLocaleString('en')} events of ${authors.length} members on SQLite, runtime creation to the first box`;
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
    urls: urlConfig,
    build: 'bench',
  };
  const runtime = await createRuntime(site, { directory, openStore: () => openSqlite(file) });
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
  for (let at = 0; at < EVENTS; at += PAGE) {
    await store.append(STREAM, at === 0 ? 'no_stream' : BigInt(at - 1), eventsFrom(at, PAGE));
  }
  await store.close();
}
