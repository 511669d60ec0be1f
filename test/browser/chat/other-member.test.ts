import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { chatOf, openTab, say, sees } from '../../support/chat-page.ts';
import { type Club, openClub } from '../../support/club.ts';
import { eventually } from '../../support/eventually.ts';

/** Somebody logs in on the computer of another, and no page of the chat is told. */
describe('a page of the member before', function () {
  this.timeout(120_000);
  let club: Club;
  before(async () => {
    club = await openClub();
  });
  afterEach(() => club.goHome());
  after(() => club.close());

  it('sends nothing as whoever is logged in now, without JavaScript, and keeps the words', async () => {
    const context = await club.member('jose', { javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/chatbox');
    await page.locator('.cb-composer textarea').fill('@nadia de la part de jose');
    await context.clearCookies();
    await club.logIn(context, 'kevin');
    await page.locator('.cb-composer .cb-send').click();
    expect(await page.locator('.cb-composer .cb-bad').getAttribute('data-code')).to.equal('HTTP_OTHER_MEMBER');
    expect(await page.locator('.cb-composer textarea').inputValue()).to.equal('@nadia de la part de jose');
    expect(await page.locator('.cb-log').textContent()).to.not.include('de la part de jose');
  });

  it('does nothing to a message or to its author as whoever is logged in now, without JavaScript', async () => {
    const context = await club.member('nadia', { javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/chatbox');
    const row = page.locator('article[data-login=tom]').last();
    const acts = (await row.locator('a.cb-acts').getAttribute('href')) ?? '';
    const refusal = async (press: () => Promise<void>): Promise<string | null> => {
      const answer = page.waitForResponse((one) => one.request().method() === 'POST');
      await press();
      expect((await answer).status()).to.equal(409);
      return page.locator('main .cb-bad').getAttribute('data-code');
    };
    const press = async (what: string): Promise<void> => {
      const form = page.locator('.cb-panel form', { has: page.locator(`[name=act][value=${what}]`) });
      await form.evaluate((one) => one.closest('details')?.toggleAttribute('open', true));
      await form.locator('[name=reason]').fill('de la part de nadia');
      await form.locator('button').click();
    };
    for (const what of ['remove', 'mute']) {
      await page.goto(acts);
      await context.clearCookies();
      await club.logIn(context, 'lea');
      expect(await refusal(() => press(what))).to.equal('HTTP_OTHER_MEMBER');
      expect(await page.locator('main .cb-quote').allTextContents(), 'what was typed').to.deep.equal([
        'de la part de nadia',
      ]);
      await page.getByRole('link', { name: 'Retour au chat' }).click();
      expect(await page.locator('article.cb-removed').count()).to.equal(0);
      await context.clearCookies();
      await club.logIn(context, 'nadia');
    }
    await page.goto(acts);
    await press('mute');
    await page.goto('/chatbox/muted');
    await context.clearCookies();
    await club.logIn(context, 'lea');
    const lift = () => page.locator('form[action*="/muted"] button').click();
    expect(await refusal(lift)).to.equal('HTTP_OTHER_MEMBER');
    expect(await page.locator('main').textContent(), 'who is muted still').to.include('tom');
    await lift();
    await page.locator('text=Personne n’est privé de parole.').waitFor();
  });

  it('takes in nothing of the answer to what it sends, and becomes the box of whoever is logged in now', async () => {
    const jose = await club.member('jose');
    const page = await openTab(jose);
    const tom = await openTab(await club.member('tom'));
    const nadia = await openTab(await club.member('nadia'));
    await say(nadia, '@jose à jose seul');
    await sees(page, 'à jose seul');
    await say(nadia, '@kevin à kevin seul');
    await page.evaluate(() => {
      const seen: string[] = [];
      Reflect.set(window, 'seen', seen);
      const look = () => seen.push(document.querySelector('chat-box')?.textContent ?? '');
      new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
    });
    await jose.clearCookies();
    await club.logIn(jose, 'kevin');
    await say(page, '@tom de la part de jose');
    await sees(page, 'à kevin seul');
    const { seen, kept } = await page.evaluate(() => ({
      seen: Reflect.get(window, 'seen') as string[],
      kept: JSON.stringify({ ...sessionStorage }),
    }));
    const both = seen.filter((text) => text.includes('à jose seul') && text.includes('à kevin seul'));
    expect(both, 'a box of both').to.deep.equal([]);
    expect(await page.content())
      .to.not.include('à jose seul')
      .and.not.include('de la part de jose');
    expect(kept).to.not.include('de la part de jose');
    await say(page, 'kevin parle');
    await sees(tom, 'kevin parle');
    expect(await tom.content()).to.not.include('de la part de jose');
  });

  it('takes in neither older messages nor acts of the other', async () => {
    for (const ask of [
      (page: Page) => chatOf(page).locator('.cb-acts').last().click(),
      (page: Page) =>
        chatOf(page)
          .locator('.cb-log')
          .evaluate((log) => log.scrollTo(0, 0)),
    ]) {
      const jose = await club.member('jose');
      const page = await openTab(jose);
      const nadia = await openTab(await club.member('nadia'));
      await say(nadia, '@jose encore à jose');
      await sees(page, 'encore à jose');
      await jose.clearCookies();
      await club.logIn(jose, 'kevin');
      const asked = page.waitForResponse((answer) => answer.status() === 409);
      await ask(page);
      expect(await (await asked).text()).to.include('HTTP_OTHER_MEMBER');
      await eventually('the box is kevin’s', async () => {
        return (await chatOf(page).locator('.chatbox').getAttribute('data-login')) === 'kevin';
      });
      expect(await page.content()).to.not.include('encore à jose');
      await club.goHome();
    }
  });

  it('shows nothing of either to the other once its stream is opened again', async () => {
    const jose = await club.member('jose');
    const page = await openTab(jose);
    const nadia = await openTab(await club.member('nadia'));
    await say(nadia, '@jose pour toi seul');
    await sees(page, 'pour toi seul');
    await jose.clearCookies();
    await club.logIn(jose, 'kevin');
    await club.restart();
    await eventually('the box is kevin’s', async () => {
      return (await chatOf(page).locator('.chatbox').getAttribute('data-login')) === 'kevin';
    });
    expect(await page.content()).to.not.include('pour toi seul');
    await say(page, 'kevin, par lui-même');
    await sees(nadia, 'kevin, par lui-même');
  });
});
