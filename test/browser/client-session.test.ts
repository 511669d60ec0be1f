import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { eventually, openStage, type Stage, send, shows, textsIn } from '../client/stage/stage.ts';

describe('one computer, several members', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.clear());
  after(() => stage.close());
  const isLeas = (page: Page) =>
    eventually("the box is lea's", async () => (await page.locator('.chatbox').getAttribute('data-login')) === 'lea');

  it('show nothing of the one in the tabs of the other, whoever logs in where', async () => {
    const context = await stage.browserOf('jose-1');
    const tabs = [await stage.open(context), await stage.open(context)];
    stage.talk.post('lea', '@jose for jose alone');
    for (const tab of tabs) await shows(tab, 'for jose alone');
    await tabs[1]?.locator('textarea').fill('a draft of jose');
    await stage.logIn(context, 'nadia-9');
    await stage.logIn(context, 'lea-1');
    tabs.push(await stage.open(context));
    for (const tab of tabs) await isLeas(tab);
    stage.talk.post('nadia', '@jose for jose again');
    stage.talk.post('nadia', '@kevin and not for lea either');
    stage.talk.post('nadia', '@lea for lea');
    for (const tab of tabs) {
      await shows(tab, 'for lea');
      expect(await tab.content())
        .not.to.include('for jose again')
        .and.not.to.include('not for lea');
      expect(await tab.locator('textarea').inputValue()).to.equal('');
      expect(await tab.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.to.include('draft of jose');
    }
    await eventually('one line', () => stage.lines() === 1);
  });

  it('never show a box that was asked for before the log-in', async () => {
    const context = await stage.browserOf('jose-1');
    const page = await stage.open(context);
    await eventually('a line', () => stage.lines() === 1);
    stage.faults.slow = 800;
    stage.freshBox();
    await page.waitForTimeout(150);
    stage.faults.slow = 0;
    await stage.logIn(context, 'lea-1');
    await stage.open(context);
    await isLeas(page);
    await page.waitForTimeout(1_000);
    await isLeas(page);
  });

  it('clear every tab when the session ends, and stop', async () => {
    const context = await stage.browserOf('jose-7');
    const tabs = [await stage.open(context), await stage.open(context)];
    stage.talk.post('lea', '@jose soon gone');
    for (const tab of tabs) await shows(tab, 'soon gone');
    await tabs[0]?.locator('textarea').fill('half a sentence');
    stage.endSession('jose-7');
    for (const tab of tabs) {
      await tab.waitForSelector('.cb-farewell');
      expect(await textsIn(tab)).to.deep.equal([]);
      expect(await tab.content())
        .not.to.include('soon gone')
        .and.not.to.include('half a sentence');
    }
    await tabs[0]?.waitForTimeout(1_500);
    expect(stage.lines()).to.equal(0);
  });

  it('keep the draft of whoever comes back', async () => {
    const context = await stage.browserOf('jose-8');
    const page = await stage.open(context);
    await page.locator('textarea').fill('half a sentence');
    await eventually('it is kept', () => page.evaluate(() => sessionStorage.length > 0));
    stage.endSession('jose-8');
    await page.waitForSelector('.cb-farewell');
    await stage.logIn(context, 'jose-9');
    await page.reload();
    await eventually('the draft', async () => (await page.locator('textarea').inputValue()) === 'half a sentence');
  });

  it('keep the draft of whoever was sending another one as the session ended', async () => {
    const context = await stage.browserOf('jose-10');
    const page = await stage.open(context);
    stage.faults.slow = 600;
    await send(page, 'on its way');
    await page.locator('.cb-pending').waitFor();
    await page.locator('textarea').pressSequentially('half a sentence');
    stage.endSession('jose-10');
    await page.waitForSelector('.cb-farewell');
    await page.waitForTimeout(1_000);
    stage.faults.slow = 0;
    await stage.logIn(context, 'jose-11');
    await page.reload();
    await eventually('the draft', async () => (await page.locator('textarea').inputValue()) === 'half a sentence');
  });

  it('ask whose it is before a page from memory is shown again', async () => {
    const context = await stage.browserOf('jose-1');
    const page = await stage.open(context);
    stage.talk.post('lea', '@jose left behind');
    await shows(page, 'left behind');
    await stage.logIn(context, 'lea-1');
    stage.faults.slow = 1_000;
    // As the browser does when it brings a page back from its memory.
    await page.evaluate(() => {
      window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
      window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    });
    expect(await page.locator('chat-box').evaluate((box) => getComputedStyle(box).visibility)).to.equal('hidden');
    await isLeas(page);
    expect(await page.locator('chat-box').evaluate((box) => getComputedStyle(box).visibility)).to.equal('visible');
    await eventually('one line', () => stage.lines() === 1);
  });
});
