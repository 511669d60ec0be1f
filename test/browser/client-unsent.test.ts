import { expect } from 'chai';
import { eventually, openStage, type Stage, send, shows, textsIn, unsent } from '../client/stage/stage.ts';

describe('what was not sent', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.clear());
  after(() => stage.close());
  const opened = async (session = 'jose-1') => stage.open(await stage.browserOf(session));
  const stored = (text: string) => stage.talk.texts.filter((one) => one === text).length;

  it('says what was not sent and why, and sends it once however often it is tried', async () => {
    const page = await opened();
    stage.faults.post = 'away';
    await send(page, 'try again');
    await unsent(page);
    expect(await page.locator('.cb-unsent .cb-why').textContent()).to.include('ne peut rien écrire pour l’instant');
    await page.locator('.cb-retry').click();
    await unsent(page);
    stage.faults.post = undefined;
    await page.locator('.cb-retry').click();
    await unsent(page, false);
    expect(stored('try again')).to.equal(1);
    expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal('TEXTAREA');
  });

  it('sends by itself, once, what could not be sent while the line was down, and nothing that was refused', async () => {
    const page = await opened();
    await send(page, 'ready for the fall');
    await shows(page, 'ready for the fall');
    stage.faults.slow = 300;
    await send(page, '@nobody refused');
    await page.locator('textarea').pressSequentially('in the way');
    await unsent(page);
    await page.locator('textarea').fill('');
    await page.keyboard.press('Escape');
    stage.faults.slow = 0;
    stage.faults.post = 'lost';
    stage.faults.stream = 'cut';
    stage.kill();
    await eventually('it is lost', async () => (await page.locator('.cb-state').textContent()) !== '');
    for (const text of ['stored, unheard', 'behind it']) await send(page, text);
    await eventually('it is unsent', async () => (await page.locator('.cb-unsent').count()) === 3);
    stage.faults.post = 'away';
    stage.faults.stream = undefined;
    await eventually('it is back', () => stage.lines() === 1);
    await eventually('the other is tried', async () =>
      (await page.locator('.cb-unsent .cb-why').last().textContent())?.includes('ne peut rien écrire'),
    );
    stage.faults.post = undefined;
    await eventually('it is sent', () => stored('behind it') === 1, 30_000);
    await unsent(page);
    expect([stored('stored, unheard'), stored('behind it')]).to.deep.equal([1, 1]);
    expect(await page.locator('.cb-unsent .cb-text').allTextContents()).to.deep.equal(['@nobody refused']);
  });

  it('sends the next one under a key of its own after what was given up, though that stands', async () => {
    const page = await opened();
    stage.faults.stream = 'hangs';
    stage.kill();
    stage.faults.post = 'lost';
    await send(page, 'given up');
    await unsent(page);
    await page.locator('.cb-discard').click();
    stage.faults.post = undefined;
    await send(page, 'said instead');
    await eventually('it is sent', () => stored('said instead') === 1);
    expect(stored('given up')).to.equal(1);
  });

  it('says nothing of what is on its way, however long the computer slept meanwhile', async () => {
    const page = await opened();
    await page.clock.install();
    stage.faults.slow = 1_000;
    await send(page, 'slept over');
    await page.locator('.cb-pending').waitFor();
    await page.clock.setSystemTime(Date.now() + 301_000);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.waitForTimeout(300);
    expect([await page.locator('.cb-pending').count(), await page.locator('.cb-unsent').count()]).to.deep.equal([1, 0]);
    await shows(page, 'slept over');
    await unsent(page, false);
  });

  it('sends what another member writes while a message of the one before is still on its way', async () => {
    const context = await stage.browserOf('jose-3');
    const page = await stage.open(context);
    stage.faults.slow = 1_500;
    await send(page, '@nadia slow');
    await page.locator('.cb-pending').waitFor();
    await stage.logIn(context, 'lea-3');
    stage.faults.slow = 0;
    stage.freshBox();
    const login = page.locator('.chatbox');
    await eventually('the box is lea’s', async () => (await login.getAttribute('data-login')) === 'lea');
    await send(page, 'by lea');
    await eventually('it is sent', () => stored('by lea') === 1);
    await unsent(page, false);
  });

  it('keeps what was not sent over a reload, under its key', async () => {
    const page = await opened();
    stage.faults.stream = 'hangs';
    stage.kill();
    stage.faults.post = 'lost';
    await send(page, 'stored after all');
    await unsent(page);
    stage.faults.post = 'away';
    stage.faults.stream = undefined;
    await page.reload();
    await shows(page, 'stored after all');
    await page.waitForTimeout(300);
    await unsent(page, false);
    stage.faults.slow = 300;
    for (const text of ['not yet', 'nor this, which waits behind it']) await send(page, text);
    await eventually('both are unsent', async () => (await page.locator('.cb-unsent').count()) === 2);
    stage.faults.slow = 0;
    await page.reload();
    await eventually('both are there', async () => (await page.locator('.cb-unsent').count()) === 2);
    stage.faults.post = undefined;
    await unsent(page, false);
    const all = ['stored after all', 'not yet', 'nor this, which waits behind it'];
    await eventually('all are stored', () => all.every((text) => stored(text) === 1));
    for (const load of [() => undefined, () => page.reload()]) {
      await load();
      await shows(page, 'nor this, which waits behind it');
      expect((await page.locator('article .cb-text').allTextContents()).slice(-3)).to.deep.equal(all);
      await unsent(page, false);
    }
  });

  it('is sent after all where a page of older messages holds it', async () => {
    const page = await opened();
    stage.faults.stream = 'hangs';
    stage.kill();
    stage.faults.post = 'lost';
    await send(page, 'long since there');
    await unsent(page);
    for (let n = 0; n < 40; n += 1) stage.talk.post('lea', `since then ${n}`);
    stage.faults.stream = undefined;
    await page.reload();
    await unsent(page);
    await page.locator('a.cb-older').click();
    await unsent(page, false);
    expect((await textsIn(page)).filter((text) => text === 'long since there')).to.have.length(1);
  });

  it('says of all that waits that it is not sent', async () => {
    const page = await opened();
    stage.faults.post = 'away';
    stage.faults.slow = 300;
    for (const text of ['one', 'two', 'three']) await send(page, text);
    await eventually('all say so', async () => (await page.locator('.cb-unsent .cb-why').count()) === 3);
    stage.faults.post = undefined;
    stage.faults.slow = 0;
    await unsent(page, false);
    expect((await page.locator('article .cb-text').allTextContents()).slice(-3)).to.deep.equal(['one', 'two', 'three']);
  });

  it('sends nothing again that another page of its tab has sent, when the browser goes back', async () => {
    const page = await opened();
    stage.faults.post = 'away';
    stage.faults.slow = 300;
    for (const text of ['sent by the other', 'by the other too']) await send(page, text);
    await eventually('both are unsent', async () => (await page.locator('.cb-unsent').count()) === 2);
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    const draft = await page.evaluate(() => {
      const [kept] = Object.values<string>({ ...sessionStorage });
      sessionStorage.clear();
      return kept;
    });
    stage.faults.post = undefined;
    stage.faults.slow = 0;
    for (const { text, key } of JSON.parse(draft ?? '').unsent) stage.talk.post('jose', text, key || undefined);
    await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await send(page, 'back again');
    await shows(page, 'back again');
    await unsent(page, false);
    expect([stored('sent by the other'), stored('by the other too')]).to.deep.equal([1, 1]);
  });
});
