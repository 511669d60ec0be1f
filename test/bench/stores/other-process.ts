import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { storeFrom } from '../../../events/stores/index.ts';
import { Accounts, SiteProcess } from '../../processes/site-process.ts';
import { member } from '../../support/builders.ts';
import { bareFrom } from './bare.ts';

const At = z.object({ at: z.string() });
const POSTER = fileURLToPath(new URL('poster.ts', import.meta.url));

export interface Posting {
  /** Settings of the chat's store, and of the bare one. */
  readonly store: string;
  readonly bare: string;
  readonly count: number;
  /** ms */
  readonly pause: number;
}

/**
 * ms from each post that another process is asked for until its frame is written to a stream of this one; in turns
 * with them, from each bare append there until this process has the event.
 */
export async function latencies({ store, bare, count, pause }: Posting) {
  const chat = `b-${randomUUID()}`;
  const site = await SiteProcess.start(new Accounts(), { chat, openStore: () => storeFrom(store) });
  await site.enable();
  const reader = await site.reader(member('reader'));
  const since = (at: string): number => performance.timeOrigin + performance.now() - Number(at);
  const ours: number[] = [];
  reader.seeing = ({ data }) => {
    const [, at] = />at (\d+\.?\d*)</.exec(data) ?? [];
    if (at !== undefined) ours.push(since(at));
  };
  const bares: number[] = [];
  const log = bareFrom(bare);
  const stop = log.follow(chat, (data) => bares.push(since(At.parse(data).at)));
  const poster = fork(POSTER, [store, bare, chat, String(count), String(pause)]);
  const [code] = await once(poster, 'exit');
  // What was posted last is still on its way.
  for (let waited = 0; Math.min(ours.length, bares.length) < count && waited < 2_000; waited += 50) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  stop();
  await log.close();
  await site.close();
  if (code !== 0 || ours.length !== count || bares.length !== count) {
    throw new Error(`${ours.length} posts and ${bares.length} bare events of ${count} came over.`);
  }
  return { ours, bares };
}
