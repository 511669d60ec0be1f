import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { chatOf, isShownOut, openTab, presentIn, say, sees } from '../../support/chat-page.ts';
import { type Club, openClub } from '../../support/club.ts';
import { eventually } from '../../support/eventually.ts';
import { membersPage, saveSettings } from '../../support/members-page.ts';

/** A right that is lost holds within a second; the rest is for a machine that has much to do. */
const SOON = 8_000;

describe('a right that is lost while pages are open', function () {
  this.timeout(180_000);
  let club: Club;
  let lea: Page;
  let jose: BrowserContext;
  let tabs: Page[];
  before(async () => {
    club = await openClub();
  });
  beforeEach(async () => {
    lea = await (await club.member('lea')).newPage();
    jose = await club.member('jose');
    tabs = [await openTab(jose, '/'), await openTab(jose), await openTab(jose, '/annuaire')];
  });
  afterEach(() => club.goHome());
  after(() => club.close());

  async function isOut(why: string): Promise<void> {
    for (const tab of tabs) {
      await isShownOut(tab, why, SOON);
      expect(await tab.content(), 'what was shown').to.not.include('history 4');
    }
    for (const path of ['/chatbox/stream', '/chatbox/messages?before=9999', '/chatbox/logins?prefix=l']) {
      const answer = await jose.request.get(path);
      expect(answer.status(), path).to.be.within(401, 403);
      expect(await answer.text(), path).to.not.include('history 4');
    }
  }
  async function isIn(): Promise<void> {
    for (const tab of tabs) {
      await tab.reload();
      await chatOf(tab).locator('.cb-log').waitFor({ timeout: 30_000 });
    }
  }

  it('by a restriction to another group clears every tab, and says which door is closed', async () => {
    const nadia = await openTab(await club.member('nadia'));
    await saveSettings(lea, { group: 'bureau' });
    await isOut('group');
    for (const tab of tabs) expect(await chatOf(tab).textContent()).to.include('réservé à un groupe');
    await say(nadia, 'entre nous du bureau');
    await sees(nadia, 'entre nous du bureau');
    await eventually('jose is not listed', async () => !(await presentIn(nadia)).includes('jose'));
    for (const tab of tabs) expect(await tab.content()).to.not.include('entre nous du bureau');
    await saveSettings(lea, { group: 'chat' });
    await isIn();
  });

  it('by leaving the group clears every tab', async () => {
    await membersPage(lea).detach('jose', 'chat');
    await isOut('group');
    await membersPage(lea).attach('jose', 'chat');
    await isIn();
    for (const tab of tabs) await sees(tab, 'history 44');
  });

  it('by the chat being closed clears every tab, the owner’s too', async () => {
    const owner = await openTab(lea.context(), '/');
    await saveSettings(lea, { enabled: false });
    await isOut('disabled');
    await isShownOut(owner, 'disabled', SOON);
    await saveSettings(lea, { enabled: true });
    // Whoever comes back to a tab need not load it again.
    await owner.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await chatOf(owner).locator('.cb-log').waitFor({ timeout: 30_000 });
    await isIn();
  });

  it('by a log-out in another tab clears every tab, and invites to log in', async () => {
    const last = await jose.newPage();
    await last.goto('/compte');
    await last.locator('form[action="/deconnexion"] button').click();
    await last.waitForURL((url) => url.pathname === '/');
    for (const tab of tabs) {
      await eventually(
        'it is cleared',
        async () => (await tab.locator('article, .cb-present, .cb-composer').count()) === 0,
        SOON,
      );
      expect(await chatOf(tab).locator('.cb-farewell').getAttribute('data-farewell')).to.be.oneOf(['ended', 'visitor']);
      expect(await chatOf(tab).locator('.cb-farewell a').getAttribute('href')).to.match(/^\/connexion/u);
      expect(await tab.content()).to.not.include('history 4');
    }
    expect((await jose.request.get('/chatbox/stream')).status()).to.equal(401);
  });

  it('to moderate takes the moderator’s acts away, and what they alone could read', async () => {
    const context = await club.member('nadia');
    const nadia = await openTab(context);
    const all = async () => (await context.request.get('/chatbox/box?chat=main&locale=fr&messages=100')).text();
    await eventually('she moderates', async () => (await chatOf(nadia).locator('[data-moderator]').count()) === 1);
    // The seed holds an advertisement that was removed: its words are for moderators.
    expect(await all()).to.include('Promo montres');
    await membersPage(lea).detach('nadia', 'bureau');
    await eventually(
      'she does not any more',
      async () => (await chatOf(nadia).locator('.chatbox:not([data-moderator]) .cb-log').count()) === 1,
      SOON,
    );
    expect(await all())
      .to.include('Bienvenue')
      .and.not.include('Promo montres');
    await membersPage(lea).attach('nadia', 'bureau');
    await eventually(
      'she does again',
      async () => (await chatOf(nadia).locator('[data-moderator]').count()) === 1,
      SOON,
    );
  });

  it('leaves pages that complain of nothing', () => {
    expect(club.complaints).to.deep.equal([]);
  });
});
