import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { eventually, openStage, type Stage, send, shows, textsIn, unsent } from '../client/stage/stage.ts';

describe('sending before the code for it is there', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.clear());
  after(() => stage.close());
  const opened = async (session = 'jose-1') => stage.open(await stage.browserOf(session));
  /** What is in the field, without another page in place of this one. */
  const sendsInPlace = async (page: Page, text: string): Promise<void> => {
    await page.locator('h1').evaluate((heading) => heading.classList.add('the-same-page'));
    await page.locator('.cb-composer textarea').press('Enter');
    await shows(page, text);
    await unsent(page, false);
    expect(await page.locator('h1.the-same-page').count(), 'the page is the same').to.equal(1);
  };

  it('keeps the page and what was typed where the code that sends cannot be fetched, and says so', async () => {
    const page = await opened();
    // The network of the machine is there: the site is not.
    await page.route('**/*', (route) => route.abort());
    await send(page, 'too early');
    await eventually('it is said', async () =>
      (await page.locator('.cb-state').textContent())?.includes('Le site ne répond pas'),
    );
    expect(await page.locator('.cb-composer textarea').inputValue()).to.equal('too early');
    await page.unroute('**/*');
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await page.locator('.cb-composer textarea').press('Enter');
    expect(new URLSearchParams((await sent).postData() ?? '').get('text')).to.equal('too early');
    expect(stage.errors).to.deep.equal([]);
  });

  it('says so at each press also where the line is known to be lost, and keeps what was typed', async () => {
    const page = await opened();
    const spoken = page.locator('.cb-state');
    stage.talk.post('lea', 'before the fall');
    await shows(page, 'before the fall');
    const state = (words: string) => eventually(words, async () => (await spoken.textContent())?.includes(words));
    await page.route('**/*', (route) => route.abort());
    stage.kill();
    await state('Connexion perdue');
    await page.locator('.cb-composer textarea').fill('and now?');
    const presses = [
      () => page.locator('.cb-composer textarea').press('Enter'),
      () => page.locator('.cb-send').click(),
      () => page.locator('a.cb-acts').last().press('Enter'),
    ];
    for (const press of presses) {
      await press();
      await state('Le site ne répond pas');
      await spoken.evaluate((strip) => strip.firstChild?.remove());
      await press();
      await state('Le site ne répond pas');
      // It was taken out for a moment, to be sent.
      const field = page.locator('.cb-composer textarea');
      await eventually('it is kept', async () => (await field.inputValue()) === 'and now?');
    }
    await state('Connexion perdue');
    await page.unroute('**/*');
    await eventually('the line is back', async () => (await spoken.textContent()) === '', 30_000);
    await sendsInPlace(page, 'and now?');
  });

  it('fetches the code that sends at the next press, where the network was away at the first', async () => {
    const context = await stage.browserOf('jose-1');
    const page = await stage.open(context);
    await context.setOffline(true);
    await send(page, 'in a tunnel');
    await eventually('it is said', async () =>
      (await page.locator('.cb-state').textContent())?.includes('Le site ne répond pas'),
    );
    await context.setOffline(false);
    await sendsInPlace(page, 'in a tunnel');
    expect(stage.errors).to.deep.equal([]);
  });

  it('sends all that was written before the composer was there, each on its own and in order', async () => {
    const context = await stage.browserOf('jose-1');
    await context.route('**/composer.ts', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700));
      await route.continue();
    });
    const page = await stage.open(context);
    const early = ['early 1', 'early 2', '@lea early 3'];
    for (const text of early) await send(page, text);
    await page.locator('.cb-composer textarea').pressSequentially('@kevin not yet');
    await shows(page, 'early 3');
    await unsent(page, false);
    expect(stage.talk.log.at(-1)?.of.to, 'nobody who was named later').to.deep.equal(['lea']);
    expect(
      await page.locator('.cb-chip').evaluateAll((all) => all.map((one) => one.firstChild?.textContent)),
    ).to.deep.equal(['kevin']);
    expect((await textsIn(page)).slice(-3)).to.deep.equal(['early 1', 'early 2', 'early 3']);
    expect(await page.locator('article.cb-private').last().locator('.cb-text').textContent()).to.equal('early 3');
    expect(await page.locator('.cb-composer textarea').inputValue()).to.equal('not yet');
    expect(await page.locator('article', { hasText: 'early' }).count()).to.equal(3);
  });

  it('sends nothing of one member as another, who logged in before the composer was there', async () => {
    const context = await stage.browserOf('jose-4');
    await context.route('**/composer.ts', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue();
    });
    const page = await stage.open(context);
    for (const text of ['@nadia by jose', 'by jose too']) await send(page, text);
    await stage.logIn(context, 'lea-4');
    await eventually('a line', () => stage.lines() === 1);
    stage.freshBox();
    const login = page.locator('.chatbox');
    await eventually('the box is lea’s', async () => (await login.getAttribute('data-login')) === 'lea');
    await send(page, 'by lea');
    await shows(page, 'by lea');
    await unsent(page, false);
    expect(stage.talk.texts.filter((text) => text.includes('by jose'))).to.deep.equal([]);
  });

  it('goes to whoever was clicked, however soon it is sent after that', async () => {
    const context = await stage.browserOf('jose-1');
    await stage.open(await stage.browserOf('lea-1'));
    await context.route('**/composer.ts', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue();
    });
    const page = await stage.open(context);
    await page.locator('.cb-present a[data-login=jose]').click();
    await page.locator('.cb-present a[data-login=lea]').click();
    await page.locator('textarea').pressSequentially('hers alone');
    await page.keyboard.press('Enter');
    await shows(page, 'hers alone');
    expect(stage.talk.log.at(-1)?.of.to).to.deep.equal(['lea']);
  });

  it('troubles nobody with code that did not come, as long as nobody needs it', async () => {
    const context = await stage.browserOf('jose-1');
    const page = await stage.open(context);
    await page.locator('.cb-composer textarea').fill('a draft');
    await eventually('it is kept', () => page.evaluate(() => sessionStorage.length > 0));
    await context.route(/\/(?:composer|sound)\.ts/, (route) => route.abort());
    await page.reload();
    await page.waitForSelector('.cb-jump', { state: 'attached' });
    await eventually('a line', () => stage.lines() === 1);
    stage.talk.post('lea', 'meanwhile');
    await shows(page, 'meanwhile');
    expect(stage.errors).to.deep.equal([]);
  });

  it('sends as any form does where the composer cannot be fetched', async () => {
    const context = await stage.browserOf('jose-1');
    await context.route('**/composer.ts', (route) => route.abort());
    const page = await stage.open(context);
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await send(page, 'all the same');
    expect(new URLSearchParams((await sent).postData() ?? '').get('text')).to.equal('all the same');
  });

  it('makes one message of two, and sends what is being typed, only at a press, where it cannot be fetched', async () => {
    const context = await stage.browserOf('jose-1');
    await context.route('**/composer.ts', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700));
      await route.abort();
    });
    for (const [early, typed, all] of [
      [['for all', '@nadia for her'], '', 'for all\n@nadia for her'],
      [['to everybody'], '@nadia to her', 'to everybody\n@nadia to her'],
    ] as const) {
      const page = await stage.open(context);
      for (const text of early) await send(page, text);
      await page.locator('textarea').pressSequentially(typed);
      await eventually('it is said', async () => (await page.locator('.cb-state').textContent()) !== '');
      await page.waitForTimeout(500);
      expect(await page.locator('textarea').inputValue()).to.equal(all);
      await page.close();
    }
    expect(stage.talk.texts.filter((text) => /for (?:all|her)|to (?:everybody|her)/.test(text))).to.deep.equal([]);
  });

  it('sends nothing that was typed while it was asked whether the site answers', async () => {
    const context = await stage.browserOf('jose-1');
    await context.route('**/composer.ts', (route) => route.abort());
    await context.route('**/*', async (route) => {
      if (route.request().method() !== 'HEAD') return route.fallback();
      await new Promise((resolve) => setTimeout(resolve, 700));
      await route.continue();
    });
    const page = await stage.open(context);
    const posts: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && posts.push(String(request.postData())));
    const asked = page.waitForRequest((request) => request.method() === 'HEAD');
    const answered = page.waitForResponse((answer) => answer.request().method() === 'HEAD');
    await send(page, 'said');
    await asked;
    await page.locator('textarea').pressSequentially(' and half');
    await answered;
    await page.waitForTimeout(300);
    expect([posts, await page.locator('textarea').inputValue()]).to.deep.equal([[], 'said and half']);
  });

  it('loses nothing where it cannot be fetched, and the box was filled anew meanwhile', async () => {
    const context = await stage.browserOf('jose-1');
    await context.route('**/composer.ts', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.abort();
    });
    const page = await stage.open(context);
    await eventually('a line', () => stage.lines() === 1);
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await send(page, 'after all');
    const { boxes } = stage.counted;
    stage.freshBox();
    await eventually('a fresh box', () => stage.counted.boxes > boxes);
    expect(new URLSearchParams((await sent).postData() ?? '').get('text')).to.equal('after all');
  });
});
