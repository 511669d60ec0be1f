import { expect } from 'chai';
import { eventually, openStage, type Stage, send, shows, unsent } from '../client/stage/stage.ts';

describe('what is tried again', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.clear());
  after(() => stage.close());
  const opened = async (session = 'jose-1') => stage.open(await stage.browserOf(session));
  const stored = (text: string) => stage.talk.texts.filter((one) => one === text).length;

  it('tries again by itself until it is answered, ever more seldom, and says only once that it is not sent', async () => {
    const page = await opened();
    await page.clock.install();
    stage.faults.post = 'away';
    await send(page, 'sooner or later');
    await unsent(page);
    await page.evaluate(() => {
      const changes = Reflect.set(window, 'changes', 0);
      const row = document.querySelector('.cb-unsent');
      const count = () => Reflect.set(window, 'changes', Reflect.get(window, 'changes') + 1);
      if (changes && row)
        new MutationObserver(count).observe(row, { subtree: true, childList: true, attributes: true });
    });
    const tries: number[] = [];
    for (let minute = 0; minute < 4; minute += 1) {
      const before = stage.counted.posts;
      for (let second = 0; second < 60; second += 1) await page.clock.runFor(1_000);
      tries.push(stage.counted.posts - before);
    }
    expect(Math.min(...tries), String(tries)).to.be.at.least(5);
    expect(Math.max(...tries), String(tries)).to.be.at.most(18);
    expect(await page.evaluate(() => Reflect.get(window, 'changes'))).to.equal(0);
    stage.faults.post = undefined;
    await eventually('it is sent', async () => {
      await page.clock.runFor(1_000);
      return stored('sooner or later') === 1;
    });
    await unsent(page, false);
  });

  it('leaves to a hand what was written long ago, and what waited behind it', async () => {
    const page = await opened();
    await page.clock.install();
    stage.faults.post = 'away';
    stage.faults.slow = 300;
    for (const text of ['long ago', 'behind that']) await send(page, text);
    await eventually('both are unsent', async () => (await page.locator('.cb-unsent').count()) === 2);
    stage.faults.post = undefined;
    await page.clock.fastForward(301_000);
    await page.clock.runFor(10_000);
    await eventually('both wait', async () => (await page.locator('.cb-retry').count()) === 2);
    expect(stored('long ago') + stored('behind that')).to.equal(0);
    for (const text of ['behind that', 'long ago']) {
      await page.locator('.cb-unsent', { hasText: text }).locator('.cb-retry').click();
      await eventually('it is sent', () => stored(text) === 1);
    }
    await unsent(page, false);
  });

  it('moves nothing under a reader who went up, when it is tried again in vain', async () => {
    const page = await opened();
    for (let n = 0; n < 30; n += 1) stage.talk.post('lea', `to read ${n}`);
    await shows(page, 'to read 29');
    stage.faults.post = 'away';
    await send(page, 'tried in vain');
    await unsent(page);
    const log = page.locator('.cb-log');
    const top = await log.evaluate((element) => {
      element.scrollTop -= 300;
      return element.scrollTop;
    });
    const { posts } = stage.counted;
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await eventually('it is tried', () => stage.counted.posts > posts);
    await unsent(page);
    expect(await log.evaluate((element) => element.scrollTop)).to.equal(top);
  });

  it('sends what was too much at once when the seconds have passed, and what was written after it', async () => {
    const page = await opened();
    stage.faults.flood = 3;
    for (const text of ['too much', 'after that']) await send(page, text);
    await unsent(page);
    expect(await page.locator('.cb-unsent .cb-why').textContent()).to.include('Attendez');
    expect(await page.locator('textarea').inputValue()).to.equal('');
    const asked = stage.counted.posts;
    await page.waitForTimeout(2_000);
    expect(stage.counted.posts, 'it waits as it was told').to.equal(asked);
    stage.faults.flood = 0;
    await shows(page, 'after that');
    expect([stored('too much'), stored('after that')]).to.deep.equal([1, 1]);
    await unsent(page, false);
  });

  it('never takes a time to wait that is too long for a timer for none', async () => {
    const page = await opened();
    let asked = 0;
    await page.route('**/chatbox/messages*', (route) => {
      asked += 1;
      return route.fulfill({ status: 429, headers: { 'retry-after': '2592000' }, body: 'too much' });
    });
    await send(page, 'in a month');
    await unsent(page);
    await page.waitForTimeout(1_500);
    expect(asked).to.equal(1);
  });

  it('sends what waits in a lively talk too, though a box that brings its key takes a while', async () => {
    const page = await opened();
    const talk = setInterval(() => stage.talk.post('lea', 'lively'), 150);
    try {
      stage.faults.slow = 500;
      await page.route(
        '**/chatbox/messages*',
        async (route) => {
          await route.fetch();
          await route.abort();
        },
        { times: 1 },
      );
      for (const text of ['unheard, but there', 'under a fresh key']) await send(page, text);
      const { boxes } = stage.counted;
      await eventually('the other is sent', () => stored('under a fresh key') === 1, 8_000);
      expect(stage.counted.boxes - boxes).to.be.at.most(2);
    } finally {
      clearInterval(talk);
    }
  });

  it('leaves to a hand what was written long ago also when something else is written then', async () => {
    const page = await opened();
    await page.clock.install();
    stage.faults.post = 'away';
    stage.faults.slow = 300;
    for (const text of ['before a long sleep', 'before it, too']) await send(page, text);
    await eventually('both are unsent', async () => (await page.locator('.cb-unsent').count()) === 2);
    await page.clock.setSystemTime(Date.now() + 301_000);
    stage.faults.post = undefined;
    stage.faults.slow = 0;
    await send(page, 'after it');
    await eventually('it is sent', () => stored('after it') === 1);
    expect(stored('before a long sleep') + stored('before it, too')).to.equal(0);
  });

  it('is tried again by itself also where the chat was shut in the meantime', async () => {
    const page = await opened();
    stage.faults.post = 'away';
    await send(page, 'shut meanwhile');
    await unsent(page);
    stage.shut('disabled');
    await page.waitForSelector('.cb-farewell');
    await page.waitForTimeout(3_000);
    stage.reopen();
    stage.faults.post = undefined;
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await eventually('it is sent', () => stored('shut meanwhile') === 1);
    await unsent(page, false);
  });
});
