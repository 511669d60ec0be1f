import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { eventually, openStage, type Stage, shows } from '../client/stage/stage.ts';

describe('the readers of one line and the next', function () {
  this.timeout(60_000);
  let stage: Stage;
  let page: Page;
  before(async () => {
    stage = await openStage();
  });
  beforeEach(async () => {
    page = await stage.open(await stage.browserOf('jose-1'));
    await page.locator('textarea').focus();
    // What a hand does next must not outrun the composer's own code.
    await page.keyboard.type('x');
    await eventually('the composer is there', () => page.evaluate(() => sessionStorage.length > 0));
    await page.keyboard.press('Backspace');
  });
  afterEach(() => stage.clear());
  after(() => stage.close());

  const chips = () => page.locator('.cb-chip').evaluateAll((all) => all.map((chip) => chip.firstChild?.textContent));
  const isPrivate = async () => (await page.locator('form.cb-private').count()) === 1;

  it('stays private after a private message until its recipients are taken off', async () => {
    await page.keyboard.type('@kevin un');
    await page.keyboard.press('Enter');
    await shows(page, 'un');
    await page.keyboard.type('deux');
    await page.keyboard.press('Enter');
    await shows(page, 'deux');
    expect(stage.talk.log.at(-1)?.of.to).to.deep.equal(['kevin']);
    await page.keyboard.press('Escape');
    expect(await isPrivate()).to.equal(false);
    await page.keyboard.type('trois');
    await page.keyboard.press('Enter');
    await shows(page, 'trois');
    expect(stage.talk.log.at(-1)?.of.to).to.equal(undefined);
  });

  it('goes to exactly those whom a line names, typed or clicked: not to the readers of the line before', async () => {
    const lastTo = () => stage.talk.log.at(-1)?.of.to;
    await page.keyboard.type('@kevin secret');
    await page.keyboard.press('Enter');
    await shows(page, 'secret');
    expect(await chips()).to.deep.equal(['kevin']);
    await page.keyboard.type('@nadia @lea sans kevin');
    expect(await chips()).to.deep.equal(['nadia', 'lea']);
    await page.keyboard.press('Enter');
    await shows(page, 'sans kevin');
    expect(lastTo()).to.deep.equal(['nadia', 'lea']);
    await page.locator('.cb-present a[data-login=jose]').click();
    expect(await chips(), 'nobody was named').to.deep.equal(['nadia', 'lea']);
    // Sent while the caret is still in the login.
    await page.keyboard.type(' et lui seul');
    await page.keyboard.press('Home');
    await page.keyboard.type('@kevin');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await shows(page, 'et lui seul');
    expect(lastTo()).to.deep.equal(['kevin']);
  });

  it('goes on with the readers of the line before when those that it named by mistake are taken off', async () => {
    await page.keyboard.type('@kevin entre nous');
    await page.keyboard.press('Enter');
    await shows(page, 'entre nous');
    const erase = async () => {
      for (let press = 0; press < 2; press += 1) await page.keyboard.press('Backspace');
    };
    for (const takeOff of [erase, () => page.locator('.cb-chip button').first().click()]) {
      await page.keyboard.type('@nadia ');
      expect(await chips()).to.deep.equal(['nadia']);
      await takeOff();
      expect(await chips()).to.deep.equal(['kevin']);
    }
    await erase();
    expect(await isPrivate(), 'of their own accord').to.equal(false);
  });

  it('stays private where one writes before the composer has come', async () => {
    await page.keyboard.type('@kevin entre nous');
    await page.keyboard.press('Enter');
    await shows(page, 'entre nous');
    await page.route('**/composer.ts', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700));
      await route.continue();
    });
    await page.reload();
    await page.waitForSelector('.cb-jump', { state: 'attached' });
    await page.locator('textarea').pressSequentially('à ce soir');
    await eventually('the chips', async () => (await chips()).join() === 'kevin');
    await page.keyboard.press('Enter');
    await shows(page, 'à ce soir');
    expect(stage.talk.log.at(-1)?.of.to).to.deep.equal(['kevin']);
  });

  it('begins a new choice with a click on a login, and knows after a reload who was kept', async () => {
    await stage.open(await stage.browserOf('lea-1'));
    await page.reload();
    await page.waitForSelector('.cb-jump', { state: 'attached' });
    const lea = page.locator('.cb-present a[data-login=lea]');
    await page.locator('textarea').focus();
    await page.keyboard.type('@kevin un secret');
    await page.keyboard.press('Enter');
    await shows(page, 'un secret');
    await lea.click();
    expect(await chips()).to.deep.equal(['lea']);
    await page.keyboard.type('@nadia ');
    expect(await chips(), 'of one line').to.deep.equal(['lea', 'nadia']);
    await page.keyboard.type('à deux');
    await page.keyboard.press('Enter');
    await shows(page, 'à deux');
    expect(stage.talk.log.at(-1)?.of.to).to.deep.equal(['lea', 'nadia']);
    await page.reload();
    await eventually('the chips', async () => (await chips()).join() === 'lea,nadia');
    await page.locator('textarea').focus();
    await page.keyboard.type('@kevin ');
    expect(await chips()).to.deep.equal(['kevin']);
  });

  it('stays private after a line that cannot be sent as it is, too', async () => {
    await page.keyboard.type('@kevin entre nous');
    await page.keyboard.press('Enter');
    await shows(page, 'entre nous');
    stage.faults.slow = 300;
    await page.keyboard.type('@ la maison');
    await page.keyboard.press('Enter');
    await page.keyboard.type('à lui seul');
    await page.keyboard.press('Enter');
    await eventually('it is sent', () => stage.talk.texts.includes('à lui seul'));
    expect(stage.talk.log.at(-1)?.of.to).to.deep.equal(['kevin']);
  });

  const erase = async () => {
    for (let press = 0; press < 2; press += 1) await page.keyboard.press('Backspace');
  };
  const became = (what: string, logins: readonly string[]) =>
    eventually(what, async () => (await chips()).join() === logins.join());

  it('knows those of the line before where a line was refused, or the box filled anew, or the page loaded again', async () => {
    await page.keyboard.type('@kevin entre nous');
    await page.keyboard.press('Enter');
    await shows(page, 'entre nous');
    await page.keyboard.type('@nobody entre nous');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.cb-note.cb-bad');
    await page.keyboard.press('Home');
    await erase();
    expect(await chips(), 'refused').to.deep.equal(['kevin']);
    await page.locator('textarea').fill('');
    const anew = async () => {
      const { boxes } = stage.counted;
      stage.freshBox();
      await eventually('a fresh box', () => stage.counted.boxes > boxes);
      await page.waitForTimeout(200);
    };
    const loaded = async () => {
      await page.reload();
      await became('the chips', ['nadia']);
    };
    for (const change of [anew, loaded]) {
      await page.locator('textarea').focus();
      await page.keyboard.type('@nadia ');
      await change();
      await became('the chips', ['nadia']);
      await page.locator('.cb-chip button').click();
      expect(await chips()).to.deep.equal(['kevin']);
    }
  });

  it('adds no one of the line before to a login that is still being typed when the page is loaded again', async () => {
    await page.keyboard.type('@kevin entre nous');
    await page.keyboard.press('Enter');
    await shows(page, 'entre nous');
    await page.keyboard.type('@nadia');
    await page.reload();
    await became('the chips', ['kevin']);
    expect(await page.locator('textarea').inputValue()).to.equal('@nadia');
    await page.locator('textarea').focus();
    await page.keyboard.type(' sans lui');
    await page.keyboard.press('Enter');
    await shows(page, 'sans lui');
    expect(stage.talk.log.at(-1)?.of.to).to.deep.equal(['nadia']);
  });

  it('sends no empty line after a private one at the second click of a double one', async () => {
    await page.keyboard.type('@kevin once');
    await page.keyboard.press('Enter');
    await shows(page, 'once');
    const { posts } = stage.counted;
    await page.keyboard.type('twice');
    await page.locator('.cb-send').dblclick();
    await shows(page, 'twice');
    await page.waitForTimeout(300);
    expect([stage.counted.posts - posts, await page.locator('.cb-note.cb-bad').count()]).to.deep.equal([1, 0]);
  });

  it('is not sent to everybody where the code that knows its readers cannot be fetched', async () => {
    await page.keyboard.type('@kevin entre nous');
    await page.keyboard.press('Enter');
    await shows(page, 'entre nous');
    await page.route('**/composer.ts', (route) => route.abort());
    await page.reload();
    await page.waitForSelector('.cb-jump', { state: 'attached' });
    const posts: unknown[] = [];
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.postData()));
    await page.locator('textarea').pressSequentially('à lui');
    await page.keyboard.press('Enter');
    await eventually('it is said', async () => (await page.locator('.cb-state').textContent()) !== '');
    expect([posts, await page.locator('textarea').inputValue()]).to.deep.equal([[], 'à lui']);
  });
});
