import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { eventually, openStage, type Stage, shows, textsIn } from '../client/stage/stage.ts';

describe('older messages', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage();
    for (let n = 0; n < 80; n += 1) stage.talk.post(n % 2 ? 'lea' : 'kevin', `history ${n}`);
  });
  afterEach(() => stage.clear());
  after(() => stage.close());
  const htmxIsThere = (page: Page) =>
    page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('htmx')));
  const topOf = (page: Page, text: string) =>
    page
      .locator('article', { hasText: text })
      .last()
      .evaluate((row) => row.getBoundingClientRect().top);

  it('loads older messages when the reader comes near, without a jump, and htmx not before', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    expect(await textsIn(page)).to.have.length(30);
    await page.waitForTimeout(300);
    expect([await htmxIsThere(page), (await textsIn(page)).length]).to.deep.equal([false, 30]);
    const log = page.locator('.cb-log');
    await log.evaluate((element) => {
      element.scrollTop = 0;
    });
    const before = await topOf(page, 'history 50');
    await eventually('older messages', async () => (await textsIn(page)).length === 60);
    expect(await topOf(page, 'history 50')).to.be.closeTo(before, 1);
    expect((await textsIn(page))[0]).to.equal('history 20');
    expect(await log.getAttribute('aria-live')).to.equal('off');
    await log.evaluate((element) => {
      element.scrollTop = 0;
    });
    await eventually('the beginning', async () => (await textsIn(page))[0] === 'history 0');
    expect(await page.locator('.cb-older').count()).to.equal(0);
    expect(stage.errors).to.deep.equal([]);
  });

  it('opens the acts of one, and loads older ones, at the next press where the network was away at the first', async () => {
    const context = await stage.browserOf('jose-1');
    const page = await stage.open(context);
    const acts = page.locator('a.cb-acts').last();
    const older = page.locator('a.cb-older');
    const state = page.locator('.cb-state');
    await context.setOffline(true);
    for (const link of [older, acts]) {
      await link.press('Enter');
      await eventually('it is said', async () => (await state.textContent())?.includes('Le site ne répond pas'));
      await state.evaluate((strip) => strip.replaceChildren());
    }
    await context.setOffline(false);
    await acts.press('Enter');
    await page.locator('.cb-panel').waitFor();
    await page.keyboard.press('Escape');
    await older.press('Enter');
    await eventually('older messages', async () => (await textsIn(page)).length >= 60);
    expect(stage.errors).to.deep.equal([]);
  });

  it('loads older ones by a page, where the code for it is gone with an older build', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await page.route('**/hypermedia.ts', (route) => route.fulfill({ status: 404 }));
    await page.locator('a.cb-older').click();
    await page.waitForURL(/before=\d+/);
  });

  it('leaves the focus in the list of whoever asks for older ones by the keyboard', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    const focused = (selector: string) =>
      page.evaluate((one) => document.activeElement?.matches(one) === true, selector);
    for (const rows of [60, 80]) {
      await page.locator('a.cb-older').focus();
      await page.keyboard.press('Enter');
      await eventually('older messages', async () => (await textsIn(page)).length === rows);
      expect(await focused(rows === 60 ? 'a.cb-older' : '.cb-log'), `with ${rows}`).to.equal(true);
    }
  });

  it('keeps a message removed that an older page still shows as it was', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    const of = stage.talk.at(30);
    if (!of) throw new Error('unreachable');
    let arrive = (): void => {};
    const gate = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route('**/chatbox/messages*', async (route) => {
      const response = await route.fetch();
      await gate;
      await route.fulfill({ response });
    });
    const asked = page.waitForRequest('**/chatbox/messages*');
    await page.locator('.cb-log').evaluate((log) => log.scrollTo(0, 0));
    await asked;
    await page.waitForTimeout(300);
    stage.talk.remove(of, 'nadia');
    const row = page.locator(`#m-${of.message}`);
    await row.waitFor({ state: 'attached' });
    arrive();
    await eventually('older messages', async () => (await textsIn(page)).length >= 60);
    expect(await row.getAttribute('class')).to.include('cb-removed');
    stage.talk.restore(of);
  });

  it('has no gap where new ones push old ones out while older ones are on their way', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    const log = page.locator('.cb-log');
    for (let n = 0; n < 270; n += 1) stage.talk.post('lea', `pushes ${n}`);
    await eventually('as many as are kept', async () => (await textsIn(page)).length === 300);
    let arrive = (): void => {};
    const gate = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route('**/chatbox/messages*', async (route) => {
      await gate;
      await route.continue();
    });
    const asked = page.waitForRequest('**/chatbox/messages*');
    await log.evaluate((element) => element.scrollTo(0, 0));
    await asked;
    await log.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    for (let n = 0; n < 5; n += 1) stage.talk.post('lea', `pushes out ${n}`);
    await shows(page, 'pushes out 4');
    await log.evaluate((element) => element.scrollBy(0, -400));
    arrive();
    await eventually('older messages', async () => (await textsIn(page)).length >= 330);
    const seqs = await page.locator('article').evaluateAll((rows) => rows.map((row) => Number(row.dataset.seq)));
    const posted = stage.talk.log
      .filter(({ of, revision }) => of.revision === revision)
      .map(({ revision }) => revision);
    expect(seqs).to.deep.equal(posted.filter((revision) => revision >= (seqs[0] ?? 0)));
  });

  it('says nothing of what only a scroll asked for and the network did not bring', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await page.locator('.cb-state').evaluate((strip) => {
      new MutationObserver(() => strip.classList.add('spoke')).observe(strip, { childList: true });
    });
    await page.route('**/hypermedia.ts', (route) => route.abort());
    for (const top of [9, 0]) {
      await page.locator('.cb-log').evaluate((log, to) => log.scrollTo(0, to), top);
      await page.waitForTimeout(200);
    }
    expect(await page.locator('.cb-state.spoke').count()).to.equal(0);
  });
});
