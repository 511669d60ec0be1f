import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { openStage, type Stage } from '../client/stage/stage.ts';

/** Adds a style sheet of the site's own, outside every layer. */
const adopt = (page: Page, rules: string): Promise<void> =>
  page.evaluate((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
  }, rules);

/** Every computed property of every part of the box, by the part's place in it. */
const look = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(() => {
    const parts = [...document.querySelectorAll('.chatbox, .chatbox *')].map((part, index) => {
      const style = getComputedStyle(part);
      const text = [...style].map((name) => `${name}: ${style.getPropertyValue(name)}`).join('; ');
      return [`${index} ${part.tagName} ${part.getAttribute('class')}`, text];
    });
    return Object.fromEntries(parts);
  });

/** The names of the box's parts, as a site could have chosen them for its own. */
const names = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll('.chatbox *')].flatMap(({ classList }) => [...classList]);
    return [...new Set(all.map((name) => name.replace(/^cb-/, '')))];
  });

describe("the site's own style", function () {
  this.timeout(60_000);
  let stage: Stage;
  let axe: string;
  before(async () => {
    axe = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
    stage = await openStage();
  });
  afterEach(() => stage.clear());
  after(() => stage.close());

  it('leaves the box as it is, whatever it calls its own parts', async () => {
    stage.talk.post('jose', 'hello @nadia');
    stage.talk.post('jose', '@nadia between us');
    const page = await stage.open(await stage.browserOf('nadia'));
    const row = page.locator('article').last();
    await row.hover();
    await row.locator('a.cb-acts').click();
    await page.locator('.cb-panel').waitFor();
    await page.mouse.move(0, 0);

    const theirs = await names(page);
    expect(theirs).to.include.members(['note', 'row', 'panel', 'log', 'text', 'private', 'to', 'who', 'send', 'face']);
    const before = await look(page);
    await adopt(
      page,
      `:is(${theirs.map((name) => `.${name}`).join()}) { background: yellow !important; display: flex !important; position: fixed }`,
    );
    expect(await look(page)).to.deep.equal(before);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`leaves the words of the invitation's button readable (${colorScheme})`, async () => {
      const context = await stage.browserOf('nobody');
      await context.clearCookies();
      const page = await stage.open(context);
      await page.emulateMedia({ colorScheme });
      await adopt(page, ':root { color-scheme: light dark } a { color: red } a:hover { background: yellow }');
      await page.locator('.cb-invite a').hover();
      const faults = await page.evaluate(
        `${axe}; axe.run('.cb-invite', { runOnly: ['color-contrast'] }).then(({ passes, violations }) => ({ passes: passes.length, violations: violations.length }))`,
      );
      expect(faults).to.deep.equal({ passes: 1, violations: 0 });
    });
  }
});
