import { expect } from 'chai';
import { eventually, openStage, type Stage, send, shows, textsIn, unsent } from '../client/stage/stage.ts';

describe('sending', function () {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  afterEach(() => stage.clear());
  after(() => stage.close());
  const opened = async (session = 'jose-1') => stage.open(await stage.browserOf(session));
  const stored = (text: string) => stage.talk.texts.filter((one) => one === text).length;

  it('shows the message once, whether its answer or its copy in the stream comes first', async () => {
    const page = await opened();
    for (const slow of [0, 300]) {
      stage.faults.slow = slow;
      await send(page, `once ${slow}`);
      await shows(page, `once ${slow}`);
      await unsent(page, false);
      expect((await textsIn(page)).filter((text) => text === `once ${slow}`)).to.have.length(1);
    }
    expect(await page.locator('article').last().getAttribute('class')).to.include('cb-mine');
  });

  it('has a field as high as its words, also where the browser does not size it', async () => {
    const browser = await stage.browserOf('jose-1');
    await browser.addInitScript(() => {
      CSS.supports = () => false;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('.chatbox textarea { field-sizing: fixed !important }');
      document.adoptedStyleSheets.push(sheet);
    });
    const page = await stage.open(browser);
    const field = page.locator('.cb-composer textarea');
    const height = () => field.evaluate((area) => Math.round(area.getBoundingClientRect().height));
    const one = await height();
    await field.fill('one\ntwo\nthree');
    await eventually('it has grown', async () => (await height()) > one + 30);
    await field.fill(Array.from({ length: 40 }, (_, n) => n).join('\n'));
    await eventually('it is at its bound', async () => (await height()) === 128);
    await send(page, 'short again');
    await shows(page, 'short again');
    await eventually('it is one line high', async () => (await height()) === one);
  });

  it('posts once and shows once when the answer is lost', async () => {
    const page = await opened();
    stage.faults.post = 'lost';
    await send(page, 'answer lost');
    await shows(page, 'answer lost');
    // It is shown before it is sent.
    await eventually('it is stored', () => stored('answer lost') === 1);
    stage.faults.post = undefined;
    stage.talk.post('lea', 'go on');
    await shows(page, 'go on');
    await unsent(page, false);
    expect(stored('answer lost')).to.equal(1);
    await send(page, 'the next one');
    await shows(page, 'the next one');
    expect(await page.locator('.cb-note.cb-bad').count()).to.equal(0);
  });

  it('sends what was typed ahead in order, and leaves what is being typed', async () => {
    const page = await opened();
    await send(page, 'zeroth');
    await shows(page, 'zeroth');
    stage.faults.slow = 250;
    await send(page, 'first');
    await send(page, 'second');
    await page.locator('textarea').pressSequentially('third');
    await shows(page, 'second');
    await unsent(page, false);
    expect(stage.talk.texts.slice(-2)).to.deep.equal(['first', 'second']);
    expect(await page.locator('textarea').inputValue()).to.equal('third');
  });

  it('is done once by a double click', async () => {
    const page = await opened();
    await page.locator('textarea').fill('doubled');
    await page.locator('.cb-send').dblclick();
    await shows(page, 'doubled');
    await page.waitForTimeout(300);
    expect(stored('doubled')).to.equal(1);
    expect(await page.locator('.cb-note').textContent()).to.equal('');
  });

  it('is done once by a key that is held down', async () => {
    const page = await opened();
    await send(page, 'held down');
    await shows(page, 'held down');
    await unsent(page, false);
    await page.waitForTimeout(1_100);
    const { posts } = stage.counted;
    await page.locator('textarea').evaluate((area) => {
      area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, cancelable: true }));
    });
    await page.waitForTimeout(300);
    expect(stage.counted.posts).to.equal(posts);
    expect(await page.locator('textarea').inputValue()).to.equal('');
  });

  it('keeps draft, focus and caret when the box is filled anew', async () => {
    const page = await opened();
    await page.locator('textarea').pressSequentially('half');
    await page.keyboard.press('ArrowLeft');
    const old = await page.locator('.chatbox').elementHandle();
    stage.freshBox();
    await eventually('a fresh box', async () => !(await old?.evaluate((box) => box.isConnected)));
    await page.keyboard.type('X');
    expect(await page.locator('textarea').inputValue()).to.equal('halXf');
  });

  it('keeps the text and its readers when the box is filled anew, though the browser keeps nothing for the site', async () => {
    const page = await stage.open(await stage.browserOf('jose-1'), '/', () => {
      Object.defineProperty(window, 'sessionStorage', {
        get() {
          throw new DOMException('closed', 'SecurityError');
        },
      });
    });
    await send(page, '@kevin ready');
    await shows(page, 'ready');
    await page.locator('textarea').pressSequentially('for kevin alone');
    const old = await page.locator('.chatbox').elementHandle();
    stage.freshBox();
    await eventually('a fresh box', async () => !(await old?.evaluate((box) => box.isConnected)));
    expect(await page.locator('textarea').inputValue()).to.equal('for kevin alone');
    await page.keyboard.press('Enter');
    await shows(page, 'for kevin alone');
    expect(stage.talk.log.at(-1)?.of.to).to.deep.equal(['kevin']);
  });

  it('leaves Enter to an input method, and Shift+Enter to the text', async () => {
    const page = await opened();
    const field = page.locator('textarea');
    await field.fill('にほん');
    await field.evaluate((area) => {
      area.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }),
      );
    });
    expect(await field.inputValue()).to.equal('にほん');
    await field.press('Shift+Enter');
    expect(await field.inputValue()).to.equal('にほん\n');
    await field.press('Enter');
    await eventually('it is sent', () => stored('にほん\n') + stored('にほん') === 1);
  });

  it('counts what is left only near the limit', async () => {
    const page = await opened();
    const field = page.locator('textarea');
    const counter = page.locator('.cb-counter');
    await field.fill('x'.repeat(1_003));
    await eventually('what is too many', async () => (await counter.textContent()) === '3 caractères de trop');
    await field.fill('👨‍👩‍👧'.repeat(100) + 'x'.repeat(860));
    expect(await counter.textContent()).to.match(/^Encore 40 caractères$/);
    await field.fill('x'.repeat(500));
    expect(await counter.textContent()).to.equal('');
  });
});
