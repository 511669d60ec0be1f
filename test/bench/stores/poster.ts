import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { openChat } from '../../../events/chatbox/open.ts';
import { storeFrom } from '../../../events/stores/index.ts';
import { noon, postMessage } from '../../support/builders.ts';
import { authors } from '../history.ts';

// node poster.ts STORE CHAT COUNT PAUSE: another process of the site, whose members post the time at which they do.
const [store = '', id = '', count = '0', pause = '0'] = process.argv.slice(2);
const chat = await openChat(await storeFrom(store), id);
for (let n = 0; n < Number(count); n += 1) {
  const author = authors[n % authors.length];
  // A minute apart by the chat's clock: no flood.
  const now = noon(60 * n);
  const key = `${chat.revision}.${randomUUID()}`;
  const text = `at ${performance.timeOrigin + performance.now()}`;
  if (author) await chat.execute(postMessage(author, text, { now, key }));
  await delay(Number(pause));
}
await chat.close();
process.exit();
