import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import { eventually, openStage, type Stage, send, shows, textsIn } from '../client/stage/stage.ts';

describe('the element', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.clear());
  after(() => stage.close());
  const lines = (count: number) => eventually(`${count} line(s)`, () => stage.lines() === count);

  it('costs a page without it one small script', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'), '/empty');
    await page.waitForTimeout(300);
    const scripts = await page.evaluate(() =>
      performance.getEntriesByType('resource').flatMap(({ name }) => (name.endsWith('.ts') ? [name] : [])),
    );
    expect(scripts).to.deep.equal([`${stage.url}/plugin/client/chat-box.ts`]);
    expect(stage.lines()).to.equal(0);
  });

  it('fills its place on a prerendered page, and tries again while the site is away', async () => {
    const context = await stage.browserOf('jose-1');
    stage.faults.stream = 'away';
    const page = await context.newPage();
    await page.goto(`${stage.url}/prerendered`);
    await page.waitForTimeout(500);
    expect(await page.locator('.cb-waiting').count()).to.equal(1);
    stage.faults.stream = undefined;
    await page.waitForSelector('.cb-log');
    await lines(1);
  });

  it('fills its place at once when the network is back, however long it has waited', async () => {
    const context = await stage.browserOf('jose-1');
    stage.faults.stream = 'away';
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${stage.url}/prerendered`);
    for (let n = 0; n < 30; n += 1) {
      await page.clock.runFor(2_000);
      await page.waitForTimeout(20);
    }
    stage.faults.stream = undefined;
    const { boxes } = stage.counted;
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.waitForTimeout(300);
    expect(stage.counted.boxes - boxes).to.equal(1);
    await page.waitForSelector('.cb-log');
  });

  it('keeps its connection when it is moved, ends it when it is taken out, and lives again when it is put back', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await lines(1);
    const asked = stage.counted.streams;
    await page.evaluate(() => {
      const box = document.querySelector('chat-box');
      document.body.append(document.createElement('aside'));
      if (box) document.querySelector('aside')?.append(box);
    });
    await page.waitForTimeout(200);
    expect([stage.counted.streams, stage.lines()]).to.deep.equal([asked, 1]);
    const box = await page.locator('chat-box').elementHandle();
    await box?.evaluate((element) => element.remove());
    await lines(0);
    await page.evaluate((element) => element && document.body.append(element), box);
    await lines(1);
    expect(await page.locator('.cb-jump').count()).to.equal(1);
    await send(page, 'alive');
    await shows(page, 'alive');
    expect((await textsIn(page)).filter((text) => text === 'alive')).to.have.length(1);
  });

  it('makes no second life of a copy that is thrown away at once', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await lines(1);
    const asked = stage.counted.streams;
    await page.evaluate(() => {
      const copy = document.querySelector('chat-box')?.cloneNode(true);
      if (copy instanceof Element) {
        document.body.append(copy);
        copy.remove();
      }
    });
    await page.waitForTimeout(300);
    expect([stage.counted.streams, stage.lines()]).to.deep.equal([asked, 1]);
  });

  it('ends with its page, and comes back with it', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await lines(1);
    await page.goto(`${stage.url}/empty`);
    await lines(0);
    await page.goBack();
    await lines(1);
    stage.talk.post('lea', 'back');
    await shows(page, 'back');
  });

  it("leaves the page's own htmx alone", async () => {
    for (let n = 0; n < 40; n += 1) stage.talk.post('lea', `old ${n}`);
    const source = readFileSync(createRequire(import.meta.url).resolve('htmx.org/dist/htmx.js'), 'utf8');
    const page = await (await stage.browserOf('jose-1')).newPage();
    await page.addInitScript(source.replace('var htmx =', 'window.theirs = window.htmx ='));
    await page.goto(stage.url);
    await page.waitForSelector('.cb-jump', { state: 'attached' });
    expect(await textsIn(page)).to.have.length(30);
    await page.locator('.cb-log').evaluate((log) => {
      log.scrollTop = 0;
    });
    await eventually('older messages', async () => (await textsIn(page)).length > 30);
    const posts = stage.counted.posts;
    await send(page, 'beside theirs');
    await shows(page, 'beside theirs');
    expect(stage.counted.posts).to.equal(posts + 1);
    expect(await page.evaluate(() => Reflect.get(window, 'theirs') === Reflect.get(window, 'htmx'))).to.equal(true);
  });

  it('leaves no htmx behind on a page that has none', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await page.locator('.cb-log').evaluate((log) => {
      log.scrollTop = 0;
    });
    await eventually('older messages', async () => (await textsIn(page)).length > 30);
    expect(await page.evaluate(() => 'htmx' in window)).to.equal(false);
  });
});
