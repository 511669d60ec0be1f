import { expect } from 'chai';
import { eventually, openStage, type Stage, shows, textsIn } from '../client/stage/stage.ts';

describe('the line of one tab', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.clear());
  after(() => stage.close());
  const connected = (lines = 1) => eventually(`${lines} line(s)`, () => stage.lines() === lines);

  it('brings 149 messages in order, each once, though it is cut again and again', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await connected();
    for (let n = 0; n < 149; n += 1) {
      stage.talk.post('lea', `cut ${n}`);
      if (n % 17 === 9) stage.kill();
      await new Promise((resolve) => setTimeout(resolve, 8));
    }
    await shows(page, 'cut 148');
    const shown = (await textsIn(page)).filter((text) => text.startsWith('cut '));
    expect(shown).to.deep.equal(Array.from({ length: 149 }, (_, n) => `cut ${n}`));
  });

  it('ignores an event that was cut short, and gets it whole', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await connected();
    stage.truncate('data: <article id="m-x" data-seq="999"><p class="cb-text">cut sh</p>\n');
    await eventually('the line is back', () => stage.lines() === 1);
    stage.talk.post('lea', 'whole');
    await shows(page, 'whole');
    expect(await textsIn(page)).not.to.include('cut sh');
  });

  for (const [fault, words] of [
    ['cut', 'Connexion perdue'],
    ['away', 'très occupé'],
  ] as const) {
    it(`says so when it is ${fault}, and takes that back`, async () => {
      const page = await stage.open(await stage.browserOf('jose-1'));
      await connected();
      stage.faults.stream = fault;
      stage.kill();
      const state = page.locator('.cb-state');
      await eventually('it says so', async () => (await state.textContent())?.includes(words));
      stage.faults.stream = undefined;
      stage.talk.post('lea', `meanwhile ${fault}`);
      await shows(page, `meanwhile ${fault}`);
      await eventually('it is silent', async () => (await state.textContent()) === '');
    });
  }

  it('says within a minute that nothing comes, where something on the way holds the stream back', async () => {
    stage.faults.stream = 'held back';
    const page = await (await stage.browserOf('jose-1')).newPage();
    await page.clock.install();
    await page.goto(stage.url);
    await eventually('it is asked for', async () => {
      await page.clock.runFor(200);
      return stage.counted.streams > 0;
    });
    const state = page.locator('.cb-state');
    let seconds = 0;
    for (; seconds < 90 && (await state.textContent()) === ''; seconds += 1) await page.clock.runFor(1_000);
    expect(seconds).to.be.within(15, 60);
    for (let more = 0; more < 20; more += 1) {
      await page.clock.runFor(1_000);
      expect(await state.textContent(), 'it stays said').to.not.equal('');
    }
    stage.faults.stream = undefined;
    stage.talk.post('lea', 'let through');
    await eventually('it is there', async () => {
      await page.clock.runFor(1_000);
      return (await textsIn(page)).at(-1) === 'let through';
    });
    expect(await state.textContent()).to.equal('');
  });

  it('gives up a line that is silent for too long', async () => {
    const context = await stage.browserOf('jose-1');
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(stage.url);
    await page.clock.runFor(2_000);
    await connected();
    stage.faults.stream = 'hangs';
    stage.kill();
    const asked = stage.counted.streams;
    await eventually('it asks anew', async () => {
      await page.clock.runFor(500);
      return stage.counted.streams > asked;
    });
    stage.faults.stream = undefined;
    stage.talk.post('lea', 'awake');
    await page.clock.fastForward(60_000);
    await eventually('it asks again', async () => {
      await page.clock.runFor(2_000);
      return (await textsIn(page)).at(-1) === 'awake';
    });
  });

  it('does not run hot against a log-in page in place of the stream and of the box', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await connected();
    const texts = await textsIn(page);
    const { streams, boxes } = stage.counted;
    stage.faults.stream = 'log-in page';
    stage.kill();
    await page.waitForTimeout(5_000);
    expect(stage.counted.streams - streams).to.be.within(1, 5);
    expect(stage.counted.boxes - boxes).to.be.within(1, 5);
    expect(await textsIn(page), 'what is there stays').to.deep.equal(texts);
    stage.faults.stream = undefined;
    stage.talk.post('lea', 'let in');
    await shows(page, 'let in');
  });

  it('is renewed before it has kept too much, without a gap', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await connected();
    const asked = stage.counted.streams;
    const much = 'x'.repeat(900);
    for (let n = 0; n < 800; n += 1) stage.talk.post('lea', `${much} ${n}`);
    await shows(page, `${much} 799`);
    expect(stage.counted.streams).to.be.greaterThan(asked);
    const shown = (await textsIn(page)).map((text) => Number(text.split(' ')[1]));
    expect(shown.length).to.equal(300);
    expect(shown).to.deep.equal(Array.from({ length: 300 }, (_, n) => n + 500));
    await connected();
  });

  it('lives without locks, where the page has no secure context', async () => {
    const context = await stage.browserOf('jose-1');
    const page = await stage.open(context, '/', () => {
      Object.defineProperty(navigator, 'locks', { value: undefined });
    });
    await connected();
    stage.talk.post('lea', 'without locks');
    await shows(page, 'without locks');
    const other = await stage.open(context, '/', () => {
      Object.defineProperty(navigator, 'locks', { value: undefined });
    });
    await connected(2);
    stage.talk.post('lea', 'each its own');
    for (const tab of [page, other]) await shows(tab, 'each its own');
  });

  it('is kept by a hidden page for some minutes, then let go, and caught up when it is shown', async () => {
    const page = await (await stage.browserOf('jose-1')).newPage();
    await page.clock.install();
    await page.goto(stage.url);
    await page.clock.runFor(2_000);
    await connected();
    const show = (hidden: boolean) =>
      page.evaluate((now) => {
        Object.defineProperty(document, 'hidden', { value: now, configurable: true });
        Object.defineProperty(document, 'visibilityState', { value: now ? 'hidden' : 'visible', configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await show(true);
    await page.clock.fastForward(120_000);
    stage.talk.post('lea', 'counted');
    await eventually('it is counted', async () => (await page.title()) === '(1) Club');
    await page.clock.fastForward(200_000);
    await connected(0);
    stage.talk.post('lea', 'missed');
    await show(false);
    await page.clock.runFor(2_000);
    await shows(page, 'missed');
    expect((await textsIn(page)).slice(-2)).to.deep.equal(['counted', 'missed']);
  });
});
