import { expect } from 'chai';
import { eventually, openStage, type Stage, send, shows, unsent } from '../client/stage/stage.ts';

describe('what was refused', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.clear());
  after(() => stage.close());
  const opened = async (session = 'jose-1') => stage.open(await stage.browserOf(session));
  const stored = (text: string) => stage.talk.texts.filter((one) => one === text).length;

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
});
