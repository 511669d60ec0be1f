import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { eventually, openStage, type Stage, shows } from '../client/stage/stage.ts';

/** s: the time of a page goes on in such steps. */
const STEP = 3;
/** ms: longer than any wait. */
const LONG = 600_000;

describe('a tab that was shown out', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  afterEach(async () => {
    stage.reopen();
    await stage.clear();
  });
  after(() => stage.close());

  /** A tab whose time is ours. */
  async function openTab(session: string): Promise<Page> {
    const page = await (await stage.browserOf(session)).newPage();
    await page.clock.install();
    // A box that stands there already does not say whether it is alive yet.
    await page.goto(`${stage.url}/prerendered`);
    await page.clock.runFor(2_000);
    return page;
  }
  const isOut = (page: Page, why: string) => page.waitForSelector(`.cb-farewell[data-farewell="${why}"]`);
  /** Waits for one question, which is due after so many seconds at least and at most. */
  async function asks(page: Page, least: number, most: number): Promise<void> {
    const { boxes } = stage.counted;
    let waited = 0;
    await eventually('it asks', async () => {
      await page.clock.runFor(STEP * 1_000);
      waited += STEP;
      return stage.counted.boxes > boxes;
    });
    // Time for the answer, and for a question too many.
    await page.waitForTimeout(200);
    expect(stage.counted.boxes - boxes, 'how often it asked').to.equal(1);
    expect(waited, 'seconds').to.be.within(least - STEP, most + 2 * STEP);
  }
  const asksNothing = async (page: Page): Promise<void> => {
    const { boxes } = stage.counted;
    await page.clock.fastForward(LONG);
    await page.waitForTimeout(200);
    expect(stage.counted.boxes, 'how often it asked').to.equal(boxes);
  };

  for (const why of ['disabled', 'group', 'account'] as const) {
    it(`comes back by itself where "${why}" has passed`, async () => {
      const page = await openTab('jose-1');
      await eventually('a line', () => stage.lines() === 1);
      stage.shut(why);
      await isOut(page, why);
      stage.reopen();
      await asks(page, 20, 30);
      await page.waitForSelector('.cb-log');
      await eventually('a line again', () => stage.lines() === 1);
      stage.talk.post('lea', `open: ${why}`);
      await shows(page, `open: ${why}`);
    });
  }

  it('leaves the same farewell where it stands, asks more seldom, and shows another one', async () => {
    stage.shut('group');
    const page = await openTab('jose-1');
    await isOut(page, 'group');
    await page.evaluate(() => {
      const changed = new MutationObserver(() => document.body.classList.add('changed'));
      changed.observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    await asks(page, 20, 30);
    await asks(page, 30, 45);
    expect(await page.locator('body.changed').count(), 'something changed').to.equal(0);
    stage.shut('disabled');
    await asks(page, 45, 68);
    await isOut(page, 'disabled');
  });

  it('goes on asking calmly while the site is away', async () => {
    stage.shut('disabled');
    const page = await openTab('jose-1');
    await isOut(page, 'disabled');
    stage.faults.stream = 'away';
    await asks(page, 20, 30);
    stage.faults.stream = undefined;
    stage.reopen();
    await asks(page, 30, 45);
    await page.waitForSelector('.cb-log');
  });

  it('is not left invisible when it comes back from memory and the first question is not answered', async () => {
    stage.shut('disabled');
    const page = await openTab('jose-1');
    await isOut(page, 'disabled');
    stage.faults.stream = 'away';
    const { boxes } = stage.counted;
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await eventually('it asks', () => stage.counted.boxes > boxes);
    await page.waitForTimeout(200);
    stage.faults.stream = undefined;
    await page.clock.runFor(5_000);
    await page.waitForSelector('.cb-farewell', { state: 'visible', timeout: 5_000 });
  });

  it('asks nothing while it is hidden, and at once when it is shown', async () => {
    stage.shut('disabled');
    const page = await openTab('jose-1');
    await isOut(page, 'disabled');
    const show = (hidden: boolean) =>
      page.evaluate((now) => {
        Object.defineProperty(document, 'hidden', { value: now, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await show(true);
    await asksNothing(page);
    stage.reopen();
    await show(false);
    await page.waitForSelector('.cb-log');
  });

  it('asks nothing where somebody must log in, or is not there any more', async () => {
    const page = await openTab('jose-3');
    await eventually('a line', () => stage.lines() === 1);
    stage.endSession('jose-3');
    await isOut(page, 'ended');
    await asksNothing(page);
    const visitor = await openTab('nobody');
    await isOut(visitor, 'visitor');
    await asksNothing(visitor);
    stage.shut('disabled');
    const left = await openTab('jose-1');
    await isOut(left, 'disabled');
    await left.evaluate(() => document.querySelector('chat-box')?.remove());
    await left.clock.runFor(100);
    await asksNothing(left);
  });
});
