import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { eventually, openStage, type Stage, send, shows } from '../client/stage/stage.ts';

describe('the private composer', function () {
  this.timeout(60_000);
  let stage: Stage;
  let page: Page;
  before(async () => {
    stage = await openStage();
  });
  beforeEach(async () => {
    page = await stage.open(await stage.browserOf('jose-1'));
    await page.locator('textarea').focus();
    // What a hand does next must not outrun the composer's own code.
    await page.keyboard.type('x');
    await eventually('the composer is there', () => page.evaluate(() => sessionStorage.length > 0));
    await page.keyboard.press('Backspace');
  });
  afterEach(() => stage.clear());
  after(() => stage.close());

  const chips = () => page.locator('.cb-chip').evaluateAll((all) => all.map((chip) => chip.firstChild?.textContent));
  const isPrivate = async () => (await page.locator('form.cb-private').count()) === 1;
  const value = () => page.locator('textarea').inputValue();

  it('says who will read from the first @ on', async () => {
    await page.keyboard.type('@');
    expect(await isPrivate()).to.equal(true);
    await page.keyboard.type('kevin ');
    expect(await chips()).to.deep.equal(['kevin']);
    expect(await value()).to.equal('');
    await page.keyboard.type('＠NADIA: une surprise');
    expect(await chips()).to.deep.equal(['kevin', 'nadia']);
    expect(await value()).to.equal('une surprise');
    expect(await page.locator('textarea').getAttribute('aria-label')).to.equal('Message privé pour kevin et nadia');
    expect(await page.locator('textarea').getAttribute('placeholder')).to.equal('Message privé pour kevin et nadia');
    expect(await page.locator('.cb-note').textContent()).to.equal('Lu seulement par vous, kevin et nadia.');
    await page.keyboard.press('Enter');
    await shows(page, 'une surprise');
    expect(await page.locator('article').last().locator('.cb-to').textContent()).to.equal('privé, pour kevin et nadia');
    expect(stage.talk.log.at(-1)?.of.to).to.deep.equal(['kevin', 'nadia']);
  });

  it('leaves oneself out, but for a line to nobody else, which is never public', async () => {
    await page.keyboard.type('@jose ');
    expect([await chips(), await isPrivate()]).to.deep.equal([['jose'], true]);
    expect(await page.locator('.cb-note').textContent()).to.equal('Lu seulement par vous.');
    expect(await page.locator('.cb-unknown').count()).to.equal(0);
    await page.keyboard.type('@kevin @jose et nous');
    expect([await chips(), await value()]).to.deep.equal([['kevin'], 'et nous']);
    expect(await page.locator('.cb-note').textContent()).to.equal('Lu seulement par vous et kevin.');
    await page.keyboard.press('Enter');
    await shows(page, 'et nous');
    expect(stage.talk.log.at(-1)?.of.to).to.deep.equal(['kevin']);
  });

  it('offers nobody who reads it already', async () => {
    const offered = () => page.locator('.cb-suggest [role=option]').allTextContents();
    await page.keyboard.type('@kevin @');
    await eventually('others are offered', async () => (await offered()).includes('nadia'));
    expect(await offered()).to.not.include('kevin');
    await page.keyboard.type('kev');
    await eventually('nobody is left', async () => !(await page.locator('.cb-suggest').isVisible()));
  });

  it('takes a recipient off by the button, and by Backspace at the start, which marks them first', async () => {
    await page.keyboard.type('@kevin @nadia @lea a');
    await page.locator('.cb-chip button').first().click();
    expect(await chips()).to.deep.equal(['nadia', 'lea']);
    expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal('TEXTAREA');
    await page.keyboard.press('Home');
    await page.keyboard.press('Backspace');
    expect(await chips()).to.deep.equal(['nadia', 'lea']);
    expect(await page.evaluate(() => document.activeElement?.ariaLabel)).to.equal('Enlever lea');
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Backspace');
    expect(await chips()).to.deep.equal([]);
    expect(await isPrivate()).to.equal(false);
    expect(await value()).to.equal('a');
  });

  it('never loses its readers to a Backspace that is held, nor what is typed after one', async () => {
    await page.keyboard.type('@kevin secret');
    for (let repeat = 0; repeat < 20; repeat += 1) await page.keyboard.down('Backspace');
    await page.keyboard.up('Backspace');
    expect([await value(), await chips()]).to.deep.equal(['', ['kevin']]);
    for (let repeat = 0; repeat < 20; repeat += 1) await page.keyboard.down('Backspace');
    await page.keyboard.up('Backspace');
    expect(await page.evaluate(() => document.activeElement?.ariaLabel)).to.equal('Enlever kevin');
    await page.keyboard.type('le code');
    expect([await value(), await chips()]).to.deep.equal(['le code', ['kevin']]);
  });

  it('shows at once that nobody has a login; the server refuses it, and text and chips stay', async () => {
    await page.keyboard.type('@kevn tu viens ?');
    await page.waitForSelector('.cb-chip.cb-unknown');
    expect(await page.locator('.cb-note').textContent()).to.include('« kevn »'.replace(/ /g, '\u00a0'));
    await page.keyboard.press('Enter');
    await page.waitForSelector('.cb-note.cb-bad');
    expect(await chips()).to.deep.equal(['kevn']);
    expect(await value()).to.equal('tu viens ?');
    expect(stage.talk.texts).not.to.include('tu viens ?');
    await page.keyboard.press('Home');
    for (let press = 0; press < 2; press += 1) await page.keyboard.press('Backspace');
    expect(await page.locator('.cb-note').textContent()).to.equal('');
  });

  it('goes on showing that nobody has a login, when the site is slower to say it of another', async () => {
    let first = true;
    await page.route('**/chatbox/logins*', async (route) => {
      if (first) {
        first = false;
        await page.waitForTimeout(600);
      }
      await route.continue();
    });
    await page.keyboard.insertText('@kevn ');
    await page.keyboard.insertText('@nobdy ');
    await page.locator('.cb-unknown', { hasText: 'nobdy' }).waitFor();
    await page.waitForTimeout(800);
    expect(await page.locator('.cb-unknown').count()).to.equal(2);
  });

  it('has the login that was meant at a press, in place of the one that nobody has', async () => {
    await page.keyboard.type('@lea @kevn @nadia tu viens ?');
    await page.keyboard.press('Enter');
    const meant = page.locator('.cb-note.cb-bad').getByRole('button', { name: 'Écrire plutôt à kevin' });
    expect(await page.locator('.cb-note.cb-bad').textContent()).to.match(/Vouliez-vous dire kevin\s\?$/u);
    await meant.press('Enter');
    expect(await chips()).to.deep.equal(['lea', 'kevin', 'nadia']);
    expect(await value()).to.equal('tu viens ?');
    expect(await page.locator('.cb-note').textContent()).to.include('Lu seulement par vous, lea, kevin et nadia');
    expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal('TEXTAREA');
    await page.keyboard.press('Enter');
    await shows(page, 'tu viens ?');
    expect(stage.talk.log.at(-1)?.of.to).to.deep.equal(['lea', 'kevin', 'nadia']);
  });

  it('never sends as public what begins with an @, whatever follows it', async () => {
    const before = stage.talk.revision;
    for (const text of ['@', '@é hello', '\u200b@x hello', '@bob@bob hello', '﹫аdmin hello']) {
      await send(page, text);
      await page.waitForSelector('.cb-note.cb-bad');
      expect(await isPrivate(), text).to.equal(true);
      await page.locator('textarea').fill('');
      await page.keyboard.press('Escape');
    }
    expect(stage.talk.revision).to.equal(before);
  });

  it('completes a login by the keyboard, and by a click', async () => {
    await page.keyboard.type('@ke');
    const option = page.locator('.cb-suggest [role=option]');
    await option.first().waitFor();
    expect(await option.allTextContents()).to.deep.equal(['kevin']);
    expect(await page.locator('textarea').getAttribute('aria-activedescendant')).to.equal(
      await option.first().getAttribute('id'),
    );
    await page.keyboard.press('Enter');
    expect(await chips()).to.deep.equal(['kevin']);
    await page.keyboard.type('salut @na');
    await option.first().waitFor();
    await option.first().click();
    expect(await value()).to.equal('salut @nadia ');
    await page.keyboard.type('@le');
    await option.first().waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator('.cb-suggest').isVisible()).to.equal(false);
  });

  it('sends a message that ends in a whole mention at the first Enter; an address still becomes a chip', async () => {
    const option = page.locator('.cb-suggest [role=option]');
    await page.keyboard.type('merci @kevin');
    await option.first().waitFor();
    await page.keyboard.press('Enter');
    await shows(page, 'merci @kevin');
    await page.keyboard.type('@kevin');
    await option.first().waitFor();
    await page.keyboard.press('Enter');
    expect(await chips()).to.deep.equal(['kevin']);
    await page.keyboard.type('avec @nadi');
    await option.first().waitFor();
    await page.keyboard.press('Enter');
    expect(await value()).to.equal('avec @nadia ');
    await page.keyboard.press('Backspace');
    await option.first().waitFor();
    await page.keyboard.press('Enter');
    await shows(page, 'avec @nadia');
    expect(stage.talk.log.at(-1)?.of.to).to.deep.equal(['kevin']);
  });

  it('takes a login that is clicked in the list of members, but not my own', async () => {
    await stage.open(await stage.browserOf('lea-1'));
    await page.reload();
    await page.waitForSelector('.cb-jump', { state: 'attached' });
    await page.locator('.cb-present a[data-login=lea]').click();
    await eventually('a chip', async () => (await chips()).join() === 'lea');
    expect(await page.evaluate(() => document.activeElement?.tagName)).to.equal('TEXTAREA');
    await page.locator('.cb-present a[data-login=jose]').click();
    expect(await chips()).to.deep.equal(['lea']);
  });

  it('has its recipients again after a reload', async () => {
    await page.keyboard.type('@kevin @nadia plus tard');
    await page.reload();
    await eventually('the chips', async () => (await chips()).join() === 'kevin,nadia');
    expect(await value()).to.equal('plus tard');
    expect(await isPrivate()).to.equal(true);
  });
});
