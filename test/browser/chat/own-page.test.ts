import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { chatOf, fieldOf, openTab, rowOf, say, sees } from '../../support/chat-page.ts';
import { type Club, openClub } from '../../support/club.ts';
import { eventually } from '../../support/eventually.ts';

const HEADINGS = ['page-has-heading-one', 'heading-order', 'empty-heading'];

describe("the chatbox's own page", function () {
  this.timeout(120_000);
  let club: Club;
  let axe: string;
  before(async () => {
    axe = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
    club = await openClub();
  });
  afterEach(() => club.goHome());
  after(() => club.close());

  /** The headings of the page's own part that are seen. */
  const seen = (page: Page): Promise<string[]> =>
    page.locator('main :is(h1, h2)').evaluateAll((all) =>
      all.flatMap((one) => {
        const { width, height } = one.getBoundingClientRect();
        return width > 1 && height > 1 ? [one.textContent] : [];
      }),
    );
  /** Where a heading is more than one step below the one before it, as `h1, h3`. */
  const skipped = async (page: Page): Promise<string[]> => {
    const levels = await page.locator('h1, h2, h3, h4').evaluateAll((all) => all.map((one) => one.localName));
    return levels.flatMap((level, at) => {
      const above = levels[at - 1] ?? 'h0';
      return Number(level[1]) > Number(above[1]) + 1 ? [`${above}, ${level}`] : [];
    });
  };
  /** axe waits for timers, which a page without JavaScript does not have. */
  const faults = (page: Page) =>
    page.evaluate(
      `${axe}; axe.run({ runOnly: ${JSON.stringify(HEADINGS)} }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).join()))`,
    );

  for (const who of ['jose', undefined]) {
    for (const javaScriptEnabled of [true, false]) {
      const name = `${who ?? 'a visitor'}, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`;
      it(`shows its title once, and has one first heading (${name})`, async () => {
        const options = { javaScriptEnabled };
        const context = await (who === undefined ? club.visitor(options) : club.member(who, options));
        const page = await context.newPage();
        await page.goto('/en/chatbox');
        const part = page.locator(who === undefined ? 'main .cb-farewell' : 'main .cb-log');
        await part.waitFor({ timeout: 30_000 });
        expect(await seen(page)).to.have.length(1);
        expect(await page.locator('h1').count()).to.equal(1);
        expect(await skipped(page)).to.deep.equal([]);
        if (javaScriptEnabled) expect(await faults(page)).to.deep.equal([]);
      });
    }
  }

  it('gives a finger the button beside the words, and an empty field one line, on the narrowest phone', async () => {
    const phone = { viewport: { width: 280, height: 650 }, hasTouch: true, isMobile: true };
    const page = await openTab(await club.member('tom', phone));
    for (const text of ['un doigt', 'deux doigts']) {
      await say(page, text);
      await sees(page, text);
    }
    const row = rowOf(page, 'deux doigts');
    await eventually('it follows', async () => (await row.getAttribute('class'))?.includes('cb-follows'));
    const around = await row.boundingBox();
    const button = await row.locator('a.cb-acts').boundingBox();
    expect(button?.y).to.be.at.least((around?.y ?? 0) - 1);
    expect((button?.y ?? 0) + (button?.height ?? 0)).to.be.at.most((around?.y ?? 0) + (around?.height ?? 0) + 1);
    // The time takes no room from the words.
    const right = async (part: string) => {
      const box = await row.locator(part).boundingBox();
      return (box?.x ?? 0) + (box?.width ?? 0);
    };
    expect(await right('.cb-text')).to.be.closeTo(button?.x ?? 0, 10);
    const { empty, written } = await fieldOf(page).evaluate((field: HTMLTextAreaElement) => {
      const empty = field.offsetHeight;
      field.value = 'x';
      return { empty, written: field.offsetHeight };
    });
    expect(empty).to.equal(written);
  });

  it('shows a finger the time of each message, under the button, and moves no line for it', async () => {
    const page = await openTab(await club.member('jose', { hasTouch: true, isMobile: true }));
    for (const text of ['un mot', `${'des mots '.repeat(12)}et un`]) {
      await say(page, text);
      await sees(page, text);
    }
    const row = chatOf(page).locator('article.cb-follows').last();
    await row.waitFor();
    for (const width of [280, 390]) {
      await page.setViewportSize({ width, height: 650 });
      const shown = await row.evaluate((article) => {
        const time = article.querySelector('time');
        const words = document.createRange();
        words.selectNodeContents(article.querySelector('.cb-text') ?? article);
        if (!time) return undefined;
        // The widest that there is.
        time.textContent = '12:48\u202fAM';
        const [all, own] = [article.getBoundingClientRect(), time.getBoundingClientRect()];
        const { opacity, clipPath } = getComputedStyle(time);
        const end = Math.max(...[...words.getClientRects()].map(({ right }) => right));
        time.hidden = true;
        const moved = all.height - article.getBoundingClientRect().height;
        time.hidden = false;
        return {
          isSeen: opacity === '1' && clipPath === 'none',
          isInside: own.right <= all.right && own.top >= all.top && own.bottom <= all.bottom,
          isBesideWords: own.left >= end,
          moved,
        };
      });
      expect(shown, `at ${width} px`).to.deep.equal({ isSeen: true, isInside: true, isBesideWords: true, moved: 0 });
    }
  });

  it('shows its heading where an error stands in place of the box', async () => {
    const page = await (await club.member('jose')).newPage();
    await page.goto('/en/chatbox?chat=nowhere');
    expect(await page.locator('main .cb-note.cb-bad').count()).to.equal(1);
    expect(await seen(page)).to.have.length(1);
    expect(await page.locator('h1').count()).to.equal(1);
  });
});
