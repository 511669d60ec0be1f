import { expect } from 'chai';
import type { Page } from 'playwright-core';
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
  /** What is in the field, without another page in place of this one. */
  const sendsInPlace = async (page: Page, text: string): Promise<void> => {
    await page.locator('h1').evaluate((heading) => heading.classList.add('the-same-page'));
    await page.locator('.cb-composer textarea').press('Enter');
    await shows(page, text);
    await unsent(page, false);
    expect(await page.locator('h1.the-same-page').count(), 'the page is the same').to.equal(1);
  };

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

  it('keeps the page and what was typed where the code that sends cannot be fetched, and says so', async () => {
    const page = await opened();
    // The network of the machine is there: the site is not.
    await page.route('**/*', (route) => route.abort());
    await send(page, 'too early');
    await eventually('it is said', async () =>
      (await page.locator('.cb-state').textContent())?.includes('Le site ne répond pas'),
    );
    expect(await page.locator('.cb-composer textarea').inputValue()).to.equal('too early');
    await page.unroute('**/*');
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await page.locator('.cb-composer textarea').press('Enter');
    expect(new URLSearchParams((await sent).postData() ?? '').get('text')).to.equal('too early');
    expect(stage.errors).to.deep.equal([]);
  });

  it('says so at each press also where the line is known to be lost, and keeps what was typed', async () => {
    const page = await opened();
    const spoken = page.locator('.cb-state');
    stage.talk.post('lea', 'before the fall');
    await shows(page, 'before the fall');
    const state = (words: string) => eventually(words, async () => (await spoken.textContent())?.includes(words));
    await page.route('**/*', (route) => route.abort());
    stage.kill();
    await state('Connexion perdue');
    await page.locator('.cb-composer textarea').fill('and now?');
    const presses = [
      () => page.locator('.cb-composer textarea').press('Enter'),
      () => page.locator('.cb-send').click(),
      () => page.locator('a.cb-acts').last().press('Enter'),
    ];
    for (const press of presses) {
      await press();
      await state('Le site ne répond pas');
      await spoken.evaluate((strip) => strip.firstChild?.remove());
      await press();
      await state('Le site ne répond pas');
      // It was taken out for a moment, to be sent.
      const field = page.locator('.cb-composer textarea');
      await eventually('it is kept', async () => (await field.inputValue()) === 'and now?');
    }
    await state('Connexion perdue');
    await page.unroute('**/*');
    await eventually('the line is back', async () => (await spoken.textContent()) === '', 30_000);
    await sendsInPlace(page, 'and now?');
  });

  it('fetches the code that sends at the next press, where the network was away at the first', async () => {
    const context = await stage.browserOf('jose-1');
    const page = await stage.open(context);
    await context.setOffline(true);
    await send(page, 'in a tunnel');
    await eventually('it is said', async () =>
      (await page.locator('.cb-state').textContent())?.includes('Le site ne répond pas'),
    );
    await context.setOffline(false);
    await sendsInPlace(page, 'in a tunnel');
    expect(stage.errors).to.deep.equal([]);
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

  it('sends all that was written before the composer was there, each on its own and in order', async () => {
    const context = await stage.browserOf('jose-1');
    await context.route('**/composer.ts', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700));
      await route.continue();
    });
    const page = await stage.open(context);
    const early = ['early 1', 'early 2', '@lea early 3'];
    for (const text of early) await send(page, text);
    await page.locator('.cb-composer textarea').pressSequentially('@kevin not yet');
    await shows(page, 'early 3');
    await unsent(page, false);
    expect(stage.talk.log.at(-1)?.of.to, 'nobody who was named later').to.deep.equal(['lea']);
    expect(
      await page.locator('.cb-chip').evaluateAll((all) => all.map((one) => one.firstChild?.textContent)),
    ).to.deep.equal(['kevin']);
    expect((await textsIn(page)).slice(-3)).to.deep.equal(['early 1', 'early 2', 'early 3']);
    expect(await page.locator('article.cb-private').last().locator('.cb-text').textContent()).to.equal('early 3');
    expect(await page.locator('.cb-composer textarea').inputValue()).to.equal('not yet');
    expect(await page.locator('article', { hasText: 'early' }).count()).to.equal(3);
  });

  it('sends nothing of one member as another, who logged in before the composer was there', async () => {
    const context = await stage.browserOf('jose-4');
    await context.route('**/composer.ts', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue();
    });
    const page = await stage.open(context);
    for (const text of ['@nadia by jose', 'by jose too']) await send(page, text);
    await stage.logIn(context, 'lea-4');
    await eventually('a line', () => stage.lines() === 1);
    stage.freshBox();
    const login = page.locator('.chatbox');
    await eventually('the box is lea’s', async () => (await login.getAttribute('data-login')) === 'lea');
    await send(page, 'by lea');
    await shows(page, 'by lea');
    await unsent(page, false);
    expect(stage.talk.texts.filter((text) => text.includes('by jose'))).to.deep.equal([]);
  });

  it('goes to whoever was clicked, however soon it is sent after that', async () => {
    const context = await stage.browserOf('jose-1');
    await stage.open(await stage.browserOf('lea-1'));
    await context.route('**/composer.ts', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue();
    });
    const page = await stage.open(context);
    await page.locator('.cb-present a[data-login=jose]').click();
    await page.locator('.cb-present a[data-login=lea]').click();
    await page.locator('textarea').pressSequentially('hers alone');
    await page.keyboard.press('Enter');
    await shows(page, 'hers alone');
    expect(stage.talk.log.at(-1)?.of.to).to.deep.equal(['lea']);
  });

  it('troubles nobody with code that did not come, as long as nobody needs it', async () => {
    const context = await stage.browserOf('jose-1');
    const page = await stage.open(context);
    await page.locator('.cb-composer textarea').fill('a draft');
    await eventually('it is kept', () => page.evaluate(() => sessionStorage.length > 0));
    await context.route(/\/(?:composer|sound)\.ts/, (route) => route.abort());
    await page.reload();
    await page.waitForSelector('.cb-jump', { state: 'attached' });
    await eventually('a line', () => stage.lines() === 1);
    stage.talk.post('lea', 'meanwhile');
    await shows(page, 'meanwhile');
    expect(stage.errors).to.deep.equal([]);
  });

  it('sends as any form does where the composer cannot be fetched', async () => {
    const context = await stage.browserOf('jose-1');
    await context.route('**/composer.ts', (route) => route.abort());
    const page = await stage.open(context);
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await send(page, 'all the same');
    expect(new URLSearchParams((await sent).postData() ?? '').get('text')).to.equal('all the same');
  });

  it('makes one message of two, and sends what is being typed, only at a press, where it cannot be fetched', async () => {
    const context = await stage.browserOf('jose-1');
    await context.route('**/composer.ts', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700));
      await route.abort();
    });
    for (const [early, typed, all] of [
      [['for all', '@nadia for her'], '', 'for all\n@nadia for her'],
      [['to everybody'], '@nadia to her', 'to everybody\n@nadia to her'],
    ] as const) {
      const page = await stage.open(context);
      for (const text of early) await send(page, text);
      await page.locator('textarea').pressSequentially(typed);
      await eventually('it is said', async () => (await page.locator('.cb-state').textContent()) !== '');
      await page.waitForTimeout(500);
      expect(await page.locator('textarea').inputValue()).to.equal(all);
      await page.close();
    }
    expect(stage.talk.texts.filter((text) => /for (?:all|her)|to (?:everybody|her)/.test(text))).to.deep.equal([]);
  });

  it('sends nothing that was typed while it was asked whether the site answers', async () => {
    const context = await stage.browserOf('jose-1');
    await context.route('**/composer.ts', (route) => route.abort());
    await context.route('**/*', async (route) => {
      if (route.request().method() !== 'HEAD') return route.fallback();
      await new Promise((resolve) => setTimeout(resolve, 700));
      await route.continue();
    });
    const page = await stage.open(context);
    const posts: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && posts.push(String(request.postData())));
    const asked = page.waitForRequest((request) => request.method() === 'HEAD');
    const answered = page.waitForResponse((answer) => answer.request().method() === 'HEAD');
    await send(page, 'said');
    await asked;
    await page.locator('textarea').pressSequentially(' and half');
    await answered;
    await page.waitForTimeout(300);
    expect([posts, await page.locator('textarea').inputValue()]).to.deep.equal([[], 'said and half']);
  });

  it('loses nothing where it cannot be fetched, and the box was filled anew meanwhile', async () => {
    const context = await stage.browserOf('jose-1');
    await context.route('**/composer.ts', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.abort();
    });
    const page = await stage.open(context);
    await eventually('a line', () => stage.lines() === 1);
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await send(page, 'after all');
    const { boxes } = stage.counted;
    stage.freshBox();
    await eventually('a fresh box', () => stage.counted.boxes > boxes);
    expect(new URLSearchParams((await sent).postData() ?? '').get('text')).to.equal('after all');
  });
});
