import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { eventually, openStage, type Stage, shows } from '../client/stage/stage.ts';

/** Lets a test say whether somebody looks at the page: in a headless browser every page has the focus. */
const glance = () => {
  let looks = true;
  document.hasFocus = () => looks;
  addEventListener('glance', (event) => {
    looks = event instanceof CustomEvent && event.detail === true;
    dispatchEvent(new Event(looks ? 'focus' : 'blur'));
  });
};
const look = (page: Page, at: boolean) =>
  page.evaluate((detail) => void dispatchEvent(new CustomEvent('glance', { detail })), at);

describe('what was not read yet', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage();
    for (let n = 0; n < 80; n += 1) stage.talk.post(n % 2 ? 'lea' : 'kevin', `history ${n}`);
  });
  afterEach(() => stage.clear());
  after(() => stage.close());
  const topOf = (page: Page, text: string) =>
    page
      .locator('article', { hasText: text })
      .last()
      .evaluate((row) => row.getBoundingClientRect().top);
  const title = (page: Page, is: string) => eventually(`the title is ${is}`, async () => (await page.title()) === is);

  it('moves nothing under a reader who went up, and says how many came', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await page.locator('.cb-log').evaluate((element) => {
      element.scrollTop -= 300;
    });
    const before = await topOf(page, 'history 75');
    stage.talk.post('lea', 'below 1');
    stage.talk.post('lea', 'below 2');
    await shows(page, 'below 2');
    expect(await topOf(page, 'history 75')).to.be.closeTo(before, 1);
    await eventually(
      'the button',
      async () => (await page.locator('.cb-jump').textContent()) === '2 nouveaux plus bas',
    );
    await page.locator('.cb-jump').click();
    await eventually('the button has gone', async () => !(await page.locator('.cb-jump').isVisible()));
    stage.talk.post('lea', 'followed');
    await shows(page, 'followed');
    const left = await page.locator('.cb-log').evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
    expect(left).to.be.lessThan(2);
  });

  it('counts in the title what was not read, and marks where it begins', async () => {
    const context = await stage.browserOf('jose-1');
    const tabs = [await stage.open(context, '/', glance), await stage.open(context, '/', glance)];
    for (const tab of tabs) await look(tab, false);
    for (const text of ['unread 1', 'unread 2']) stage.talk.post('lea', text);
    stage.talk.post('jose', 'my own');
    for (const tab of tabs) await title(tab, '(2) Club');
    const [first] = tabs;
    if (!first) throw new Error('unreachable');
    expect(await first.locator('.cb-new').textContent()).to.match(/^2 nouveaux depuis \d\d:\d\d$/);
    expect(await first.locator('.cb-new + article .cb-text').textContent()).to.equal('unread 1');
    await look(first, true);
    for (const tab of tabs) await title(tab, 'Club');
    stage.talk.post('lea', 'read at once');
    await shows(first, 'read at once');
    expect(await first.title()).to.equal('Club');
    expect(await first.locator('.cb-new').textContent()).to.match(/^2 /);
    await context.close();
  });

  it('takes nothing for read while it is off the screen, whoever looks at the page', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await page.locator('h1').evaluate((heading) => {
      heading.style.marginBlockEnd = '2000px';
    });
    await page.waitForTimeout(300);
    stage.talk.post('lea', 'far below');
    await shows(page, 'far below');
    await title(page, '(1) Club');
    // A line of its edge is not the chat.
    await page.evaluate(() => {
      const top = document.querySelector('.cb-log')?.getBoundingClientRect().top ?? 0;
      scrollTo(0, top - innerHeight + 20);
    });
    await page.waitForTimeout(300);
    expect(await page.title()).to.equal('(1) Club');
    await page.locator('.cb-composer').scrollIntoViewIfNeeded();
    await title(page, 'Club');
    expect(await page.locator('.cb-new + article .cb-text').textContent()).to.equal('far below');
    // Slowly, as a finger does.
    await page.evaluate(async () => {
      for (let y = scrollY; y > 0; y -= 30) {
        scrollTo(0, y);
        await new Promise(requestAnimationFrame);
      }
      scrollTo(0, 0);
    });
    await page.waitForTimeout(300);
    stage.talk.post('lea', 'below again');
    await title(page, '(1) Club');
    // Nor is what came by then read when the page is opened anew.
    await page.addInitScript(() => {
      addEventListener('DOMContentLoaded', () => {
        const heading = document.querySelector('h1');
        if (heading) heading.style.marginBlockEnd = '2000px';
      });
    });
    await page.reload();
    await title(page, '(1) Club');
    await page.waitForTimeout(1_500);
    expect(await page.title()).to.equal('(1) Club');
  });

  it('marks on the next visit what came since the last', async () => {
    const context = await stage.browserOf('kevin-1');
    const page = await stage.open(context);
    await page.goto(`${stage.url}/empty`);
    for (const text of ['since 1', 'since 2', 'since 3']) stage.talk.post('lea', text);
    await page.goto(stage.url);
    await eventually('the mark', async () => (await page.locator('.cb-new').textContent())?.startsWith('3 nouveaux'));
    expect(await page.locator('.cb-new + article .cb-text').textContent()).to.equal('since 1');
  });

  it('is counted once though a fresh box comes as soon as the line is back', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'), '/', glance);
    await eventually('a line', () => stage.lines() === 1);
    await look(page, false);
    stage.faults.stream = 'cut';
    stage.kill();
    stage.talk.post('lea', 'missed once');
    await page.waitForTimeout(100);
    stage.faults.stream = undefined;
    await shows(page, 'missed once');
    stage.freshBox();
    await page.waitForTimeout(1_500);
    expect(await page.title()).to.equal('(1) Club');
  });

  it('is what was missed also where the line was lost again as soon as it was back', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await eventually('a line', () => stage.lines() === 1);
    stage.kill();
    await eventually('it is lost', () => stage.lines() === 0);
    await eventually('it is back', () => stage.lines() === 1);
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    await page.route('**/chatbox/stream*', async (route) => {
      await gate;
      await route.continue();
    });
    stage.kill();
    await page.waitForTimeout(1_500);
    stage.talk.post('lea', 'missed in the second gap');
    open();
    await shows(page, 'missed in the second gap');
    expect(await page.locator('.cb-new + article .cb-text').textContent()).to.equal('missed in the second gap');
  });

  it('is counted as the language writes numbers, and once it is read leaves the title as it was', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await page.locator('.cb-log').evaluate((element) => {
      element.scrollTop -= 300;
    });
    for (let n = 0; n < 1_234; n += 1) stage.talk.post('lea', `many ${n}`);
    await title(page, '(1\u202f234) Club');
    expect(await page.locator('.cb-jump').textContent()).to.equal('1\u202f234 nouveaux plus bas');
    await page.locator('.cb-jump').click();
    await title(page, 'Club');
  });
});
