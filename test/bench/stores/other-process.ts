import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { storeFrom } from '../../../events/stores/index.ts';
import { Accounts, SiteProcess } from '../../processes/site-process.ts';
import { member } from '../../support/builders.ts';

const POSTER = fileURLToPath(new URL('poster.ts', import.meta.url));

/** ms from each post that another process is asked for until its frame is written to a stream of this one. */
export async function latencies(store: string, chat: string, count: number, pause: number): Promise<number[]> {
  const site = await SiteProcess.start(new Accounts(), { chat, openStore: () => storeFrom(store) });
  await site.enable();
  const reader = await site.reader(member('reader'));
  const taken: number[] = [];
  reader.seeing = ({ data }) => {
    const [, at] = />at (\d+\.?\d*)</.exec(data) ?? [];
    if (at !== undefined) taken.push(performance.timeOrigin + performance.now() - Number(at));
  };
  const poster = fork(POSTER, [store, chat, String(count), String(pause)]);
  const [code] = await once(poster, 'exit');
  // What was posted last is still on its way.
  for (let waited = 0; taken.length < count && waited < 2_000; waited += 50) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await site.close();
  if (code !== 0 || taken.length !== count) throw new Error(`${taken.length} of ${count} posts came over.`);
  return taken;
}
