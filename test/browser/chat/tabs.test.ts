import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { chatOf, fieldOf, openTab, say, sees, textsIn } from '../../support/chat-page.ts';
import { type Club, openClub } from '../../support/club.ts';
import { eventually } from '../../support/eventually.ts';
import { tap } from '../../support/wire.ts';

describe('several tabs of one browser', function () {
  this.timeout(180_000);
  let club: Club;
  before(async () => {
    club = await openClub();
  });
  afterEach(() => club.goHome());
  after(() => club.close());

  /** The tabs that asked for a stream, in that order. */
  function streamsOf(context: BrowserContext): Page[] {
    const asked: Page[] = [];
    context.on('request', (request) => {
      if (new URL(request.url()).pathname === '/chatbox/stream') asked.push(request.frame().page());
    });
    return asked;
  }

  it('share one stream, and lose nothing when the tab that holds it is closed', async () => {
    const context = await club.member('jose');
    const asked = streamsOf(context);
    const tabs: Page[] = [];
    for (const path of ['/', '/annuaire', '/chatbox', '/club']) tabs.push(await openTab(context, path));
    const kevin = await openTab(await club.member('kevin'));
    const lea = await openTab(await club.member('lea'));
    await say(kevin, 'pour tous les onglets');
    for (const tab of tabs) await sees(tab, 'pour tous les onglets');
    expect(asked, 'streams').to.have.length(1);

    const texts = Array.from({ length: 8 }, (_, n) => `sans trou ${n}`);
    const talk = async (): Promise<void> => {
      for (const [n, text] of texts.entries()) await say(n % 2 === 0 ? kevin : lea, text);
    };
    const leader = asked[0];
    const [closed] = await Promise.all([leader?.close(), talk()]);
    expect(closed).to.equal(undefined);
    const others = tabs.filter((tab) => tab !== leader);
    expect(others).to.have.length(3);
    for (const tab of others) {
      for (const text of texts) await sees(tab, text);
      const shown = (await textsIn(tab)).filter((text) => texts.includes(text));
      expect(shown).to.have.members(texts).and.to.have.length(texts.length);
    }
    await eventually('the stream was taken over', () => asked.length === 2);
    await say(lea, 'par le nouveau');
    for (const tab of others) await sees(tab, 'par le nouveau');
    expect(asked, 'streams').to.have.length(2);
    expect(others).to.include(asked[1]);
  });

  it('post from any of them, and each shows it once', async () => {
    const context = await club.member('tom');
    const tabs = [await openTab(context, '/'), await openTab(context), await openTab(context, '/club')];
    for (const [n, tab] of tabs.entries()) await say(tab, `de l'onglet ${n}`);
    for (const tab of tabs) {
      for (const n of tabs.keys()) await sees(tab, `de l'onglet ${n}`);
      await eventually('nothing is on its way', async () => (await chatOf(tab).locator('.cb-pending').count()) === 0);
      expect((await textsIn(tab)).filter((text) => text.startsWith("de l'onglet"))).to.have.length(3);
    }
  });

  it('show nothing of one member once another has logged in in one of them', async () => {
    const context = await club.member('jose');
    const tabs = [await openTab(context, '/'), await openTab(context)];
    // Nobody who wrote a lot just now.
    const nadia = await openTab(await club.member('nadia'));
    await say(nadia, '@jose rien que pour jose');
    for (const tab of tabs) await sees(tab, 'rien que pour jose');
    await fieldOf(tabs[1] ?? nadia).fill('un brouillon de jose');

    const third = await context.newPage();
    const wire = await tap(third);
    await third.goto('/connexion?return=/club');
    await third.locator('[name=name]').fill('tom');
    await third.locator('[name=password]').fill('aviron-tom');
    await third.locator('main [type=submit]').click();
    await third.waitForURL('**/club');
    tabs.push(third);

    for (const tab of tabs) {
      await eventually(
        "every tab is tom's",
        async () => (await chatOf(tab).locator('.chatbox').getAttribute('data-login')) === 'tom',
      );
    }
    await say(nadia, '@jose encore pour jose');
    await say(nadia, '@tom bonjour tom');
    for (const tab of tabs) {
      await sees(tab, 'bonjour tom');
      expect(await tab.content())
        .to.not.include('rien que pour jose')
        .and.not.include('encore pour jose')
        .and.not.include('brouillon de jose');
      expect(await fieldOf(tab).inputValue()).to.equal('');
      expect(await tab.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]))).to.not.include(
        'pour jose',
      );
    }
    expect(await tabs[1]?.evaluate(() => JSON.stringify({ ...sessionStorage }))).to.not.include('brouillon de jose');
    expect(wire.bytes()).to.not.include('encore pour jose');
  });

  it('have pages that complain of nothing', () => {
    expect(club.complaints).to.deep.equal([]);
  });
});
