import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { replay } from '../../events/audit/replay.ts';
import { chatCodec, chatStream } from '../../events/chatbox/events.ts';
import { openSqlite } from '../../events/stores/sqlite/index.ts';
import { demoAccounts } from '../../src/site/accounts.ts';
import { seededFolder, storeIn } from '../support/seeded-data.ts';
import { type Site, startSite } from '../support/site.ts';

const KILLS = 8;

/** A member's browser, as far as posting goes: it has a session, and sends again under the same key. */
async function memberOf({ url }: Site, login: string) {
  const password = demoAccounts.find((account) => account.login === login)?.password ?? '';
  const logged = await post(`${url}/connexion`, '', url, { name: login, password });
  expect(logged.status, `the log-in of ${login}`).to.equal(303);
  const cookie = logged.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const freshKey = async (): Promise<string> => {
    const page = await (await fetch(`${url}/chatbox/box?chat=main&locale=fr`, { headers: { cookie } })).text();
    return /name="key" value="([^"]+)"/u.exec(page)?.[1] ?? '';
  };
  return {
    login,
    freshKey,
    /** The status; none where nobody answered. */
    say: (key: string, text: string): Promise<number | undefined> =>
      post(`${url}/chatbox/messages?chat=main&locale=fr`, cookie, url, { key, text }).then(
        async (answer) => {
          await answer.text();
          return answer.status;
        },
        () => undefined,
      ),
  };
}

const post = (url: string, cookie: string, origin: string, fields: Record<string, string>): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin, 'hx-request': 'true' },
    body: new URLSearchParams(fields),
    signal: AbortSignal.timeout(20_000),
  });

describe('a server that is killed again and again while members post', function () {
  this.timeout(240_000);
  let site: Site;
  let folder: string;
  before(async () => {
    folder = await seededFolder();
    site = await startSite({ CHATBOX_DATA: folder, CHATBOX_STORE: `sqlite:${storeIn(folder)}` });
  });
  after(async () => {
    await site.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('keeps every message that it acknowledged, once, and doubles none', async () => {
    // zoe is not in the group of the chat: an owner sees to that first.
    const { url } = site;
    const lea = await post(`${url}/connexion`, '', url, { name: 'lea', password: 'capitaine-lea' });
    const owner = lea.headers.getSetCookie().map((one) => one.split(';')[0]);
    await post(`${url}/membres/chat`, owner.join('; '), url, { act: 'attach', login: 'zoe' });
    const members = await Promise.all(demoAccounts.map(({ login }) => memberOf(site, login)));
    expect(members).to.have.length(6);

    let over = false;
    let again = 0;
    let underWay = 0;
    const tried: string[] = [];
    const acknowledged: string[] = [];
    const talk = async ({ login, freshKey, say }: (typeof members)[number]): Promise<void> => {
      for (let n = 0; !over; n += 1) {
        const key = await freshKey().catch(() => '');
        if (key === '') {
          await delay(100);
          continue;
        }
        const text = `${login} ${n}`;
        tried.push(text);
        for (;;) {
          underWay += 1;
          const status = await say(key, text);
          underWay -= 1;
          if (status === 200) {
            acknowledged.push(text);
            break;
          }
          // Nobody answered, the store was away, or it was too fast: the same command is sent again.
          if (status !== undefined) expect(status, text).to.be.oneOf([429, 503]);
          else again += 1;
          await delay(status === 429 ? 1_000 : 150);
        }
        await delay(700);
      }
    };
    const kill = async (): Promise<void> => {
      // On a quick machine each of them may come just after the answer: a few more, then.
      for (let n = 0; n < KILLS || (again === 0 && n < 3 * KILLS); n += 1) {
        const before = acknowledged.length;
        // Each kill falls among posts: before, while or after one is written.
        while (acknowledged.length < before + 3 || underWay === 0) await delay(1);
        await delay(Math.random() * 20);
        await site.kill('SIGKILL');
        await site.restart();
      }
      over = true;
    };
    await Promise.all([kill(), ...members.map(talk)]);

    const store = await openSqlite(storeIn(folder));
    const kept = new Map<string, number>();
    for await (const { type, data } of replay(store, chatStream('main'), chatCodec)) {
      if (type === 'MessagePosted') kept.set(data.text, (kept.get(data.text) ?? 0) + 1);
    }
    await store.close();
    expect(again, 'posts that a kill left without an answer').to.be.greaterThan(0);
    expect(acknowledged.length).to.be.greaterThan(KILLS * 3);
    expect(acknowledged).to.have.members(tried);
    for (const text of tried) expect(kept.get(text), `how often "${text}" is in the log`).to.equal(1);
  });
});
