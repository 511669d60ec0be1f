import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { openChat } from '../../../events/chatbox/open.ts';
import { storeFrom } from '../../../events/stores/index.ts';
import { noon, postMessage } from '../../support/builders.ts';
import { authors } from '../history.ts';
import { bareFrom } from './bare.ts';

// node poster.ts STORE BARE CHAT COUNT PAUSE: another process of the site, whose members post the time at which they
// do; the same to a bare stream, half a pause later.
const [store = '', bare = '', id = '', count = '0', pause = '0'] = process.argv.slice(2);
const chat = await openChat(await storeFrom(store), id);
const log = bareFrom(bare);
const time = (): string => String(performance.timeOrigin + performance.now());
for (let n = 0; n < Number(count); n += 1) {
  const author = authors[n % authors.length];
  // A minute apart by the chat's clock: no flood.
  const now = noon(60 * n);
  const key = `${chat.revision}.${randomUUID()}`;
  if (author) await chat.execute(postMessage(author, `at ${time()}`, { now, key }));
  await delay(Number(pause) / 2);
  await log.append(id, n, [{ id: randomUUID(), type: 'Posted', v: 1, data: { at: time() }, meta: {} }]);
  await delay(Number(pause) / 2);
}
await log.close();
await chat.close();
process.exit();
