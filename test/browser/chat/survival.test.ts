import { expect } from 'chai';
import type { Page, Request } from 'playwright-core';
import { replay } from '../../../events/audit/replay.ts';
import { chatCodec, chatStream } from '../../../events/chatbox/events.ts';
import { openSqlite } from '../../../events/stores/sqlite/index.ts';
import { chatOf, fieldOf, isSent, isUntouched, openTab, say, sees, textsIn } from '../../support/chat-page.ts';
import { type Club, openClub } from '../../support/club.ts';
import { eventually } from '../../support/eventually.ts';
import { storeIn } from '../../support/seeded-data.ts';

describe('when the site is killed and comes back', function () {
  this.timeout(180_000);
  let club: Club;
  before(async () => {
    club = await openClub();
  });
  afterEach(() => club.goHome());
  after(() => club.close());

  /** Every public text of the log, read from the store alone. */
  async function textsInStore(): Promise<string[]> {
    const store = await openSqlite(storeIn(club.dataDir));
    const texts: string[] = [];
    for await (const { type, data } of replay(store, chatStream('main'), chatCodec)) {
      if (type === 'MessagePosted') texts.push(data.text);
    }
    await store.close();
    return texts;
  }
  /** The keys under which a page sent a text. */
  function keysOf(page: Page): (text: string) => string[] {
    const posts: URLSearchParams[] = [];
    page.on('request', (request: Request) => {
      if (request.method() === 'POST') posts.push(new URLSearchParams(request.postData() ?? ''));
    });
    return (text) => posts.filter((post) => post.get('text') === text).map((post) => post.get('key') ?? '');
  }
  const isConnected = (page: Page) =>
    eventually(
      'the page is connected',
      async () => (await chatOf(page).locator('.cb-state').textContent()) === '',
      60_000,
    );

  it('a page says that it is lost, keeps what could not be sent, and sends it once by itself, without being loaded again', async () => {
    const jose = await openTab(await club.member('jose'));
    const kevin = await openTab(await club.member('kevin'), '/');
    const keys = keysOf(jose);
    await say(jose, 'avant la panne');
    await sees(kevin, 'avant la panne');

    await club.kill('SIGKILL');
    await say(jose, 'pendant la panne');
    const why = chatOf(jose).locator('.cb-unsent .cb-why');
    await why.waitFor({ timeout: 30_000 });
    expect(await why.textContent()).to.include('Pas envoyé');
    for (const page of [jose, kevin]) {
      await eventually('it says so', async () =>
        (await chatOf(page).locator('.cb-state').textContent())?.includes('Connexion perdue'),
      );
    }
    await fieldOf(kevin).fill('à moitié écrit');
    await chatOf(jose).locator('.cb-retry').click();
    await why.waitFor({ timeout: 30_000 });

    await club.restart();
    for (const page of [jose, kevin]) await isConnected(page);
    await sees(kevin, 'pendant la panne');
    await isSent(jose);
    const sent = keys('pendant la panne');
    expect(sent.length).to.be.greaterThan(2);
    expect(new Set(sent).size, 'each attempt is the same command').to.equal(1);
    for (const page of [jose, kevin]) {
      expect((await textsIn(page)).filter((text) => text === 'pendant la panne')).to.have.length(1);
      expect(await isUntouched(page), 'no reload').to.equal(true);
    }
    expect(await fieldOf(kevin).inputValue()).to.equal('à moitié écrit');
    expect((await textsInStore()).filter((text) => text === 'pendant la panne')).to.have.length(1);
  });

  it('what was written while the network was off for a moment is sent once it is back, also where the stream outlived that', async () => {
    const jose = await openTab(await club.member('jose'));
    await say(jose, 'avant la coupure');
    await isSent(jose);
    await jose.context().setOffline(true);
    await say(jose, 'pendant la coupure');
    await chatOf(jose).locator('.cb-unsent .cb-why').waitFor({ timeout: 30_000 });
    await jose.context().setOffline(false);
    await isSent(jose);
    await eventually('it stands', async () => (await textsInStore()).includes('pendant la coupure'), 20_000);
  });

  it('members who went on writing have each message once, in one order, and missed none', async () => {
    const people = ['nadia', 'tom', 'lea'];
    const pages = await Promise.all(people.map(async (login) => openTab(await club.member(login), '/annuaire')));
    const reader = await openTab(await club.member('jose'), '/');
    const mine = (login: string): string[] => Array.from({ length: 6 }, (_, n) => `${login} écrit ${n}`);
    const all = people.flatMap(mine);

    /** One message after the other, each again and again until it stands. */
    const write = async (page: Page, login: string): Promise<void> => {
      for (const text of mine(login)) {
        await say(page, text);
        await eventually(
          `"${text}" stands`,
          async () => {
            const box = chatOf(page);
            if ((await textsIn(page)).includes(text)) return true;
            const again = box.locator('.cb-unsent .cb-retry').first();
            if (await again.isVisible()) await again.click({ timeout: 1_000 }).catch(() => undefined);
            // Refused for its speed, it is in the field again.
            else if ((await fieldOf(page).inputValue()) === text) await fieldOf(page).press('Enter');
            return false;
          },
          90_000,
        );
        await page.waitForTimeout(1_500);
      }
    };
    const disturb = async (): Promise<void> => {
      for (const signal of ['SIGKILL', 'SIGTERM', 'SIGKILL'] as const) {
        await reader.waitForTimeout(1_500);
        await club.kill(signal);
        await club.restart();
      }
    };
    await Promise.all([disturb(), ...pages.map((page, n) => write(page, people[n] ?? ''))]);

    for (const text of all) await sees(reader, text, 60_000);
    const order = (await textsInStore()).filter((text) => all.includes(text));
    expect(order).to.have.members(all).and.to.have.length(all.length);
    for (const page of [...pages, reader]) {
      await eventually(
        'every page shows what the log holds',
        async () => (await textsIn(page)).filter((text) => all.includes(text)).join() === order.join(),
        60_000,
      );
      expect(await isUntouched(page), 'no reload').to.equal(true);
    }
  });

  it('pages complain of nothing', () => {
    // A stream that a killed server cut is logged without a word.
    expect(club.complaints.filter((text) => text !== '')).to.deep.equal([]);
  });
});
