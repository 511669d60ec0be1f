import { expect } from 'chai';
import { eventually, openStage, type Stage, shows, textsIn } from '../client/stage/stage.ts';

describe('the list of messages', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage();
    for (let n = 0; n < 80; n += 1) stage.talk.post(n % 2 ? 'lea' : 'kevin', `history ${n}`);
  });
  afterEach(() => stage.clear());
  after(() => stage.close());

  it('keeps the focus in the list when the box is filled anew', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await eventually('a line', () => stage.lines() === 1);
    await page.locator('a.cb-acts').last().focus();
    const old = await page.locator('.chatbox').elementHandle();
    stage.freshBox();
    await eventually('a fresh box', async () => !(await old?.evaluate((box) => box.isConnected)));
    expect(await page.evaluate(() => document.activeElement?.className)).to.equal('cb-log');
  });

  it('keeps the focus among the members who are there, also when the one it was on has left', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    const lea = await stage.open(await stage.browserOf('lea-1'));
    await eventually('both are there', () => stage.lines() === 2);
    stage.tellPresent();
    const link = page.locator('.cb-present a[data-login=lea]');
    await link.focus();
    await lea.close();
    await eventually('she has left', () => stage.lines() === 1);
    stage.tellPresent();
    await link.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-login'))).to.equal('jose');
  });

  it('shows no message of long ago out of its place, when something becomes of it', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await eventually('a line', () => stage.lines() === 1);
    const [first] = await textsIn(page);
    const of = stage.talk.at(3);
    if (!of) throw new Error('unreachable');
    stage.talk.remove(of, 'nadia');
    stage.talk.restore(of);
    stage.talk.post('lea', 'after what was long ago');
    await shows(page, 'after what was long ago');
    expect((await textsIn(page))[0]).to.equal(first);
  });

  it('shows what is mine, what is for me, and one header for what one author says in a row', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    stage.talk.post('nadia', 'hello @jose and @lea');
    stage.talk.post('nadia', 'again');
    stage.talk.post('nadia', '@jose @kevin between us');
    stage.talk.post('jose', 'mine');
    await shows(page, 'mine');
    const rows = page.locator('article');
    const last = async (n: number) =>
      ((await rows.nth((await rows.count()) - n).getAttribute('class')) ?? '').split(' ');
    expect(await last(4))
      .to.include('cb-for-me')
      .and.not.to.include('cb-follows');
    expect(await last(3))
      .to.include('cb-follows')
      .and.not.to.include('cb-for-me');
    expect(await last(2))
      .to.include('cb-for-me')
      .and.include('cb-private')
      .and.not.to.include('cb-follows');
    expect(await last(1))
      .to.include('cb-mine')
      .and.not.to.include('cb-for-me');
    const readers = rows.nth((await rows.count()) - 2).locator('.cb-to');
    expect(await readers.textContent()).to.equal('privé, pour vous et kevin');
  });

  it('tells the time by the clock of whoever reads', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    const [shown, instant] = await page
      .locator('article time')
      .last()
      .evaluate((time) => [time.textContent, time.getAttribute('datetime')]);
    const own = await page.evaluate(
      (at) => new Intl.DateTimeFormat('fr', { hour: '2-digit', minute: '2-digit' }).format(new Date(at ?? '')),
      instant,
    );
    expect(shown).to.equal(own);
    expect(await page.locator('.cb-day').last().textContent()).to.equal('aujourd’hui');
  });

  it('tells times in the language of each box, whichever of them was the first of its page', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await page.evaluate(() => {
      const first = document.querySelector('chat-box');
      const second = first?.cloneNode();
      if (!(second instanceof HTMLElement)) return;
      second.lang = 'en';
      document.body.append(second);
    });
    await eventually('two boxes', async () => (await page.locator('.cb-log').count()) === 2);
    for (const box of await page.locator('chat-box').all()) {
      const rows = await box.locator('article').count();
      await box.locator('a.cb-older').click();
      await eventually('older messages', async () => (await box.locator('article').count()) > rows);
    }
    const english = page.locator('chat-box[lang=en]');
    await english.locator('.cb-notice').evaluate((notice) => {
      const time = document.createElement('time');
      time.className = 'cb-instant';
      time.dateTime = '2026-10-12T12:03:00Z';
      notice.append(time);
    });
    await english.locator('a.cb-older').click();
    await eventually('it is told', async () => (await english.locator('.cb-instant').textContent()) !== '');
    expect(await english.locator('.cb-instant').textContent()).to.match(/ on Oct 12$/);
  });

  it('says that the site did not answer: in what was pressed, or above the list', async () => {
    const page = await stage.open(await stage.browserOf('nadia-1'));
    const spam = stage.talk.post('kevin', 'spam that stays a while');
    await shows(page, 'spam that stays a while');
    const row = page.locator(`#m-${spam.message}`);
    const isSaid = (selector: string) =>
      eventually(`${selector} says it`, async () =>
        (await page.locator(selector).textContent())?.includes('Le site ne répond pas'),
      );
    for (const answer of [undefined, { status: 502, body: '<h1>Bad gateway</h1>' }]) {
      for (const path of ['acts', 'removals', 'messages']) {
        await page.route(`**/chatbox/${path}*`, (route) => (answer ? route.fulfill(answer) : route.abort()));
      }
      await row.hover();
      await row.locator('a.cb-acts').click();
      await isSaid('.cb-state');
      expect(await row.locator('.cb-panel, .cb-note').count()).to.equal(0);
      expect(await row.locator('a.cb-acts').getAttribute('aria-expanded')).to.not.equal('true');
      if (answer) await page.locator('.cb-state').evaluate((strip) => strip.replaceChildren());
      else await eventually('it is gone again', async () => (await page.locator('.cb-state').textContent()) === '');

      await page.unroute('**/chatbox/acts*');
      await row.locator('a.cb-acts').click();
      await page.locator('.cb-panel summary').first().click();
      await page.locator('.cb-panel [name=reason]').first().fill('off topic');
      await page.locator('.cb-panel .cb-danger').first().click();
      await isSaid('.cb-panel form .cb-note.cb-bad');
      expect(await page.locator('.cb-panel [name=reason]').first().inputValue()).to.equal('off topic');
      expect(await page.locator('h1').count()).to.equal(1);
      await page.keyboard.press('Escape');

      await page.locator('.cb-log').evaluate((log) => log.scrollTo(0, 0));
      await isSaid('a.cb-older');
      await page.unrouteAll();
      const shown = (await textsIn(page)).length;
      await page.locator('a.cb-older').click();
      await eventually('they come when asked again', async () => (await textsIn(page)).length > shown);
    }
  });

  it('shows what is typed as strongly as any text, and no time under the button of its acts', async () => {
    const page = await stage.open(await stage.browserOf('nadia-1'));
    stage.talk.post('kevin', 'first of two');
    stage.talk.post('kevin', 'second of two');
    await shows(page, 'second of two');
    const row = page.locator('article').last();
    expect(await row.getAttribute('class')).to.include('cb-follows');
    await row.hover();
    const button = await row.locator('a.cb-acts').boundingBox();
    const time = await row.locator('time').boundingBox();
    expect((button?.y ?? 0) + (button?.height ?? 0)).to.be.at.most((time?.y ?? 0) + 2);
    await row.locator('a.cb-acts').click();
    await page.locator('.cb-panel').waitFor();
    const colour = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).color);
    expect(await colour('.cb-panel [name=reason]')).to.equal(await colour('.chatbox'));
    expect(await colour('.cb-panel select')).to.equal(await colour('.chatbox'));
  });

  it('shows a removed message in its place, and takes that back', async () => {
    const page = await stage.open(await stage.browserOf('nadia-1'));
    const spam = stage.talk.post('kevin', 'spam');
    stage.talk.post('lea', 'after the spam');
    await shows(page, 'after the spam');
    const row = page.locator(`#m-${spam.message}`);
    await row.hover();
    await row.locator('a.cb-acts').click();
    await page.locator('.cb-panel').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('.cb-panel').count()).to.equal(0);
    expect(await page.evaluate(() => document.activeElement?.className)).to.equal('cb-acts');
    await page.keyboard.press('Enter');
    await page.locator('.cb-panel summary').first().click();
    await page.locator('.cb-panel [name=reason]').first().fill('off topic');
    await page.locator('.cb-panel .cb-danger').first().click();
    await eventually('it is removed', async () => (await row.getAttribute('class'))?.includes('cb-removed'));
    expect(await row.locator('xpath=following-sibling::article[1]').locator('.cb-text').textContent()).to.equal(
      'after the spam',
    );
    await row.locator('.cb-restore button').click();
    await eventually('it is restored', async () => !(await row.getAttribute('class'))?.includes('cb-removed'));
    expect(await page.locator(`#m-${spam.message}`).count()).to.equal(1);
    expect(stage.errors).to.deep.equal([]);
  });

  it('has no empty line above a removed message in a run of one author, for whoever reads', async () => {
    stage.talk.post('kevin', 'the first of a run');
    const gone = stage.talk.post('kevin', 'taken out of the run');
    stage.talk.post('kevin', 'the last of a run');
    stage.talk.remove(gone, 'kevin');
    const page = await stage.open(await stage.browserOf('kevin-1'));
    const row = page.locator(`#m-${gone.message}`);
    await row.waitFor();
    expect(await row.getAttribute('class')).to.include('cb-follows');
    const topOf = (part: string) => row.locator(part).evaluate((one) => one.getBoundingClientRect().top);
    const isInPlace = async (): Promise<void> => {
      expect((await topOf('.cb-gone')) - (await topOf(':scope'))).to.be.within(0, 8);
      expect((await topOf('time')) - (await topOf('.cb-gone'))).to.be.within(0, 8);
    };
    await isInPlace();
    expect((await topOf('.cb-text')) - (await topOf('.cb-gone')), 'its words stand below').to.be.above(12);
    // As for whoever may not read it any more.
    await row.locator('.cb-text, .cb-restore').evaluateAll((all) => all.map((one) => one.remove()));
    await isInPlace();
  });

  it('says that somebody is muted once, however often the server does', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    await eventually('a line', () => stage.lines() === 1);
    const until = new Date(Date.now() + 60_000).toISOString();
    stage.tellMuted(until);
    const notice = page.locator('.cb-notice');
    await notice.locator('.cb-muted').waitFor();
    await notice.evaluate((element) => {
      new MutationObserver(() => element.classList.add('again')).observe(element, { childList: true, subtree: true });
    });
    stage.tellMuted(until);
    stage.talk.post('lea', 'after the notice');
    await shows(page, 'after the notice');
    expect(await page.locator('.cb-notice.again').count()).to.equal(0);
    stage.tellMuted(new Date(Date.now() + 3_600_000).toISOString());
    await page.locator('.cb-notice.again').waitFor();
  });

  it('starts silent for a screen reader, and reads out what comes', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'));
    expect(await page.locator('.cb-log').getAttribute('aria-live')).to.equal('off');
    stage.talk.post('lea', 'read out');
    await shows(page, 'read out');
    expect(await page.locator('.cb-log').getAttribute('aria-live')).to.equal('polite');
  });
});
