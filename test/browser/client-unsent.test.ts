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

  it('keeps over a reload why it was refused', async () => {
    const page = await opened();
    await send(page, 'ready to be refused');
    await shows(page, 'ready to be refused');
    stage.faults.slow = 300;
    await send(page, '@nobody hello');
    await page.locator('textarea').pressSequentially('in the way');
    const why = page.locator('.cb-unsent .cb-why');
    await eventually('it is refused', async () =>
      (await why.textContent())?.includes('« nobody »'.replace(/ /g, '\u00a0')),
    );
    const said = await why.textContent();
    await page.reload();
    await unsent(page);
    expect(await why.textContent()).to.equal(said);
    await page.locator('.cb-discard').click();
  });

  it('puts a refused text back, with the reason under it', async () => {
    const page = await opened();
    await send(page, '@nobody hello');
    await page.waitForSelector('.cb-note.cb-bad');
    expect(await page.locator('textarea').inputValue()).to.equal('hello');
    expect(await page.locator('textarea').getAttribute('aria-invalid')).to.equal('true');
    await unsent(page, false);
    await page.locator('textarea').pressSequentially(' no more');
    expect(await page.locator('.cb-note.cb-bad').count()).to.equal(0);
  });

  it('never puts a refused text where readers were chosen since, nor one that stood in the list', async () => {
    const page = await opened();
    stage.faults.slow = 400;
    await send(page, '@nobody first');
    await page.locator('textarea').pressSequentially('@lea ');
    await unsent(page);
    const chips = () => page.locator('.cb-chip').evaluateAll((all) => all.map((chip) => chip.firstChild?.textContent));
    expect([await chips(), await page.locator('textarea').inputValue()]).to.deep.equal([['lea'], '']);
    stage.faults.slow = 0;
    await page.locator('.cb-retry').click();
    await unsent(page);
    expect([await chips(), await page.locator('textarea').inputValue()]).to.deep.equal([['lea'], '']);
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

  it('takes no words but the site’s own for a refusal', async () => {
    const page = await opened();
    for (const status of [403, 404, 413, 429]) {
      await page.route('**/chatbox/messages*', (route) =>
        route.fulfill({ status, contentType: 'text/html', body: '<h1>Forbidden</h1><p class="cb-note">By a wall</p>' }),
      );
      await send(page, `through ${status}`);
      await unsent(page);
      expect(await page.locator('.cb-unsent .cb-why').textContent()).to.include('le site ne répond pas');
      expect(await page.locator('textarea').inputValue()).to.equal('');
      await page.unroute('**/chatbox/messages*');
      await shows(page, `through ${status}`);
    }
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

  it('leaves a refused text in the list where something else is being written, and goes on with that', async () => {
    const page = await opened();
    await send(page, 'ready');
    await shows(page, 'ready');
    stage.faults.slow = 300;
    await send(page, '@nobody hello');
    await page.locator('textarea').pressSequentially('no recipient');
    await page.waitForSelector('.cb-unsent');
    expect(await page.locator('.cb-unsent .cb-why').textContent()).to.include('nobody');
    expect(await page.locator('textarea').inputValue()).to.equal('no recipient');
    expect(await page.locator('.cb-note.cb-bad').count()).to.equal(0);
    stage.faults.slow = 0;
    await page.keyboard.press('Home');
    for (let press = 0; press < 2; press += 1) await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await eventually('the other is sent', () => stored('no recipient') === 1);
    expect(await page.locator('.cb-unsent').count()).to.equal(1);
    await page.locator('.cb-discard').click();
    await unsent(page, false);
    expect(stored('hello') + stored('@nobody hello')).to.equal(0);
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
