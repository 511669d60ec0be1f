import { expect } from 'chai';
import type { BrowserContext, Page } from 'playwright-core';
import { type Club, openClub } from '../../support/club.ts';

describe('what was written without JavaScript', function () {
  this.timeout(120_000);
  let club: Club;
  before(async () => {
    club = await openClub();
  });
  afterEach(() => club.goHome());
  after(() => club.close());

  const withoutScript = (login: string): Promise<BrowserContext> => club.member(login, { javaScriptEnabled: false });
  const open = async (context: BrowserContext, path = '/chatbox'): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(path);
    return page;
  };
  const field = (page: Page) => page.locator('.cb-composer textarea');
  const key = (page: Page) => page.locator('.cb-composer [name=key]').inputValue();
  /** Presses Send, and answers with the status of what came first. */
  async function send(page: Page): Promise<number | undefined> {
    const answer = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.locator('.cb-composer .cb-send').click();
    return (await answer).status();
  }
  const times = async (page: Page, text: string): Promise<number> => {
    await page.goto('/chatbox');
    return (await page.locator('.cb-log .cb-text').allTextContents()).filter((one) => one === text).length;
  };

  it('stays when the session has ended, shows nothing of the chat, and goes after the next log-in, once', async () => {
    const context = await withoutScript('jose');
    const page = await open(context);
    await field(page).fill('gardé <malgré> la fin de session');
    const before = await key(page);
    await context.clearCookies();
    expect(await send(page)).to.equal(401);
    expect(await field(page).inputValue()).to.equal('gardé <malgré> la fin de session');
    expect(await key(page)).to.equal(before);
    expect(await page.locator('.cb-note.cb-bad').textContent()).to.include('Votre session est terminée');
    expect(await page.locator('article').count()).to.equal(0);
    expect(await page.getByRole('link', { name: 'Se connecter' }).last().getAttribute('href')).to.include('chatbox');
    await club.logIn(context, 'jose');
    expect(await send(page)).to.equal(303);
    expect(await times(page, 'gardé <malgré> la fin de session')).to.equal(1);
  });

  it('stays when the chat is closed meanwhile, and goes once it is open', async () => {
    const lea = await open(await withoutScript('lea'), '/chatbox/settings');
    const page = await open(await withoutScript('jose'));
    await field(page).fill('gardé pendant la fermeture');
    for (const enabled of [false, true]) {
      await lea.locator('[name=enabled]').setChecked(enabled);
      await lea.locator('form[data-watch] .cb-save button').click();
      await lea.waitForURL(/saved=/u);
      expect(await send(page)).to.equal(enabled ? 303 : 403);
      if (enabled) continue;
      expect(await field(page).inputValue()).to.equal('gardé pendant la fermeture');
      expect(await page.locator('.cb-note.cb-bad').getAttribute('data-code')).to.equal('CHATBOX_DISABLED');
    }
    expect(await times(page, 'gardé pendant la fermeture')).to.equal(1);
  });

  it('as the reason of an act stays too', async () => {
    const context = await withoutScript('nadia');
    const page = await open(context);
    const row = page.locator('article:not(.cb-mine)', { has: page.locator('a.cb-acts') }).first();
    await page.goto((await row.locator('a.cb-acts').getAttribute('href')) ?? '');
    await page.locator('.cb-panel summary', { hasText: 'Retirer le message' }).click();
    await page.locator('form[hx-post*=removals] [name=reason]').fill('un motif bien pesé');
    const quoted = (await page.locator('.cb-panel .cb-quote').textContent()) ?? '';
    await context.clearCookies();
    await page.locator('form[hx-post*=removals] button').click();
    await page.locator('.cb-note.cb-bad').waitFor();
    expect(await page.locator('main .cb-quote').allTextContents()).to.deep.equal(['un motif bien pesé']);
    expect(await page.content()).not.to.include(quoted);
  });

  it('is complained of by no page', () => {
    expect(club.complaints).to.deep.equal([]);
  });
});
