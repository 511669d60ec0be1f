import { expect } from 'chai';
import { eventually, openStage, type Stage, shows, textsIn } from '../client/stage/stage.ts';

describe('several tabs of one session', function () {
  this.timeout(90_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.clear());
  after(() => stage.close());
  const oneLine = () => eventually('one line', () => stage.lines() === 1);

  it('share one stream, and lose nothing when the tab that holds it is closed', async () => {
    const context = await stage.browserOf('jose-1');
    const asked = stage.counted.streams;
    const tabs = [];
    for (let n = 0; n < 5; n += 1) tabs.push(await stage.open(context));
    await oneLine();
    expect(stage.counted.streams - asked).to.equal(1);
    let n = 0;
    const say = async (times: number) => {
      for (const end = n + times; n < end; n += 1) {
        stage.talk.post('lea', `tab ${n}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    await say(20);
    while (tabs.length > 2) {
      const closed = tabs.shift()?.close();
      await say(15);
      await closed;
    }
    for (const tab of tabs) {
      await shows(tab, `tab ${n - 1}`);
      const shown = (await textsIn(tab)).filter((text) => text.startsWith('tab '));
      expect(shown).to.deep.equal(Array.from({ length: n }, (_, i) => `tab ${i}`));
    }
    await oneLine();
  });

  it('catch a late one up: from another tab, or by a fresh box where that is too long ago', async () => {
    const context = await stage.browserOf('jose-1');
    const first = await stage.open(context);
    await oneLine();
    for (const missed of [5, 230]) {
      const late = await context.newPage();
      let arrive = (): void => {};
      const gate = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      await late.route('**/room.ts', async (route) => {
        await gate;
        await route.continue();
      });
      await late.goto(stage.url, { waitUntil: 'commit' });
      await late.waitForSelector('.chatbox');
      for (let n = 0; n < missed; n += 1) stage.talk.post('lea', `missed ${missed} ${n}`);
      await shows(first, `missed ${missed} ${missed - 1}`);
      arrive();
      await shows(late, `missed ${missed} ${missed - 1}`);
      stage.talk.post('lea', `after ${missed}`);
      await shows(late, `after ${missed}`);
      const shown = await textsIn(late);
      expect(new Set(shown).size).to.equal(shown.length);
    }
    await oneLine();
  });

  it('take the line from a tab that has fallen silent', async () => {
    const context = await stage.browserOf('jose-1');
    const leader = await stage.open(context);
    await oneLine();
    const follower = await context.newPage();
    await follower.clock.install();
    await follower.goto(stage.url);
    await follower.waitForSelector('.cb-jump', { state: 'attached' });
    stage.talk.post('lea', 'heard');
    await shows(follower, 'heard');
    await leader.evaluate(() => {
      BroadcastChannel.prototype.postMessage = () => {};
    });
    stage.talk.post('lea', 'unheard');
    await shows(leader, 'unheard');
    expect((await textsIn(follower)).at(-1)).not.to.equal('unheard');
    await follower.clock.fastForward(75_000);
    await follower.clock.runFor(11_000);
    await shows(follower, 'unheard');
    await oneLine();
  });

  it('show two boxes of one chat in one page on one stream', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await oneLine();
    await page.evaluate(() => {
      const copy = document.querySelector('chat-box')?.cloneNode(false);
      if (copy instanceof Element) copy.innerHTML = '<section class="chatbox cb-waiting"></section>';
      if (copy) document.body.append(copy);
    });
    await eventually('two boxes', async () => (await page.locator('.cb-log').count()) === 2);
    stage.talk.post('lea', 'in both');
    await eventually(
      'both show it',
      async () => (await textsIn(page)).filter((text) => text === 'in both').length === 2,
    );
    await oneLine();
  });

  it('shows what came while a fresh box was on its way, however much that was', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await oneLine();
    for (const missed of [5, 230]) {
      const old = await page.locator('.chatbox').elementHandle();
      stage.faults.slow = 1_500;
      stage.freshBox();
      // The box is made before they come.
      await new Promise((resolve) => setTimeout(resolve, 300));
      for (let n = 0; n < missed; n += 1) stage.talk.post('lea', `meanwhile ${missed} ${n}`);
      await eventually('a fresh box', async () => !(await old?.evaluate((box) => box.isConnected)));
      stage.faults.slow = 0;
      await shows(page, `meanwhile ${missed} ${missed - 1}`);
      const shown = (await textsIn(page)).filter((text) => text.startsWith(`meanwhile ${missed} `));
      expect(shown).to.deep.equal(
        Array.from({ length: missed }, (_, n) => `meanwhile ${missed} ${n}`).slice(-shown.length),
      );
      expect(shown.length).to.be.at.least(Math.min(missed, 30));
      stage.talk.post('lea', `after ${missed}`);
      await shows(page, `after ${missed}`);
    }
    await oneLine();
  });
});
