import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import {
  chatboxFields,
  defaultMenu,
  type ManagerSite,
  saveMenu,
  saveSettings,
  serveSite,
  type Visit,
  visit,
} from '../manager/serve-site.ts';
import { launchBrowser } from '../support/browser.ts';

/** The widgets that are seen, from top to bottom. */
const seen = (page: Page): Promise<(string | undefined)[]> =>
  page.locator('.vertical-menu > [data-widget]').evaluateAll((widgets) =>
    widgets
      .filter((widget): widget is HTMLElement => widget instanceof HTMLElement && widget.getClientRects().length > 0)
      .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
      .map(({ dataset }) => dataset.widget),
  );
/** As the document has them, for a screen reader. */
const read = (page: Page): Promise<(string | null)[]> =>
  page
    .locator('.vertical-menu > [data-widget]:visible')
    .evaluateAll((widgets) => widgets.map((widget) => widget.getAttribute('data-widget')));

describe('the vertical menu in a page, in a browser', function () {
  this.timeout(120_000);
  let browser: Browser;
  let site: ManagerSite;
  before(async () => {
    browser = await launchBrowser();
    site = await serveSite();
    await saveSettings(site, { enabled: 'true' });
  });
  after(async () => {
    await browser.close();
    await site.stop();
  });

  const wanted = ['partners', 'chatbox:main', 'navigation', 'agenda'];
  const saveWanted = (options: Readonly<Record<string, string>> = {}) =>
    saveMenu(site, { 'w.partners': '', ...chatboxFields(options), 'w.navigation': '', 'w.agenda': '' });

  async function open(who: string | undefined, path: string, more?: Visit) {
    const visitor = await visit(browser, site, who, more);
    await visitor.page.addInitScript(() => {
      Reflect.set(window, 'shifts', 0);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          Reflect.set(window, 'shifts', Reflect.get(window, 'shifts') + Reflect.get(entry, 'value'));
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await visitor.page.goto(site.url + path);
    return visitor;
  }
  const shifts = (page: Page): Promise<number> => page.evaluate(() => Number(Reflect.get(window, 'shifts')));

  it('brings the chat where the browser applies the saved order only after a sheet that was late', async () => {
    await saveWanted();
    const { page, context } = await visit(browser, site, 'kevin');
    // As WebKit does it: the sheet is there and has loaded, and nothing of it holds.
    await page.addInitScript(() => {
      new MutationObserver(() => {
        const order = document.querySelector<HTMLLinkElement>('chatbox-menu > link');
        if (order && !('late' in window)) order.media = 'not all';
      }).observe(document, { subtree: true, childList: true });
      window.addEventListener(
        'load',
        ({ target }) => {
          if (!(target instanceof HTMLLinkElement) || target.dataset.late === undefined) return;
          Reflect.set(window, 'late', true);
          for (const link of document.querySelectorAll('link')) link.media = 'all';
        },
        { capture: true },
      );
    });
    await page.goto(site.url);
    await page.waitForTimeout(300);
    expect(await page.locator('chat-box').count()).to.equal(0);
    await page.evaluate(() => {
      const link = document.createElement('link');
      Object.assign(link, {
        rel: 'stylesheet',
        href: document.querySelector<HTMLLinkElement>('chatbox-menu > link')?.href,
      });
      link.dataset.late = '';
      document.head.append(link);
    });
    await page.locator('chat-box .cb-log').waitFor();
    await context.close();
  });

  it('has the site’s own widgets and no chatbox until an owner adds it', async () => {
    await saveMenu(site, defaultMenu);
    for (const path of ['/', '/live']) {
      const { page, context, problems } = await open('kevin', path);
      expect(await seen(page), path).to.deep.equal(['navigation', 'agenda', 'partners']);
      await page.waitForTimeout(300);
      expect(await page.locator('chat-box').count(), path).to.equal(0);
      expect(problems).to.deep.equal([]);
      await context.close();
    }
  });

  it('has the saved order on pages of both kinds, with the chat alive, and nothing jumps', async () => {
    for (const height of ['small', 'medium', 'large']) {
      await saveWanted({ height, title: 'Le salon' });
      for (const path of ['/', '/live']) {
        const { page, context, problems } = await open('kevin', path);
        expect(await seen(page), path).to.deep.equal(wanted);
        await page.locator('.chatbox .cb-composer').waitFor();
        await page.locator('.chatbox', { hasText: 'Le salon' }).waitFor();
        await page.waitForTimeout(300);
        expect(await seen(page), path).to.deep.equal(wanted);
        expect(await read(page), 'for a screen reader').to.deep.equal(wanted);
        expect(await shifts(page), `${path}, ${height}`).to.equal(0);
        expect(problems).to.deep.equal([]);
        await context.close();
      }
    }
  });

  it('does not jump for a visitor either', async () => {
    await saveWanted();
    const { page, context } = await open(undefined, '/');
    await page.locator('.chatbox.cb-farewell').waitFor();
    expect(await seen(page)).to.deep.equal(wanted);
    expect(await shifts(page)).to.equal(0);
    await context.close();
  });

  it('has the saved order without JavaScript, and a way to the chat', async () => {
    await saveWanted();
    for (const path of ['/', '/live']) {
      const { page, context } = await open('kevin', path, { javaScript: false });
      expect(await seen(page), path).to.deep.equal(wanted);
      await context.close();
    }
    const { page, context } = await open('kevin', '/', { javaScript: false });
    await page.locator('[data-widget="chatbox:main"]').getByRole('link').click();
    await page.locator('.cb-composer').waitFor();
    await context.close();
  });

  it('follows a save on the next page', async () => {
    await saveWanted();
    const { page, context } = await open('kevin', '/');
    expect(await seen(page)).to.deep.equal(wanted);
    await saveMenu(site, { ...chatboxFields(), ...defaultMenu });
    await page.goto(`${site.url}/`);
    expect(await seen(page)).to.deep.equal(['chatbox:main', 'navigation', 'agenda', 'partners']);
    await context.close();
  });

  it('does not jump where Astro’s router changes the page', async () => {
    await saveWanted({ height: 'small' });
    const { page, context, problems } = await open('kevin', '/one');
    await page.locator('.chatbox .cb-composer').waitFor();
    await page.evaluate(() => {
      document.addEventListener('astro:after-swap', () => {
        const widgets = [...document.querySelectorAll<HTMLElement>('.vertical-menu > [data-widget]')];
        const boxes = widgets.filter((widget) => widget.getClientRects().length > 0);
        const tops = boxes.map((widget) => [widget.dataset.widget, Math.round(widget.getBoundingClientRect().top)]);
        Reflect.set(window, 'swapped', tops);
      });
    });
    await page.getByRole('link', { name: 'Suite' }).click();
    await page.getByRole('heading', { name: 'Seconde' }).waitFor();
    await page.locator('.chatbox .cb-composer').waitFor();
    const settled = await page
      .locator('.vertical-menu > [data-widget]:visible')
      .evaluateAll((widgets) =>
        widgets.map((widget) => [widget.getAttribute('data-widget'), Math.round(widget.getBoundingClientRect().top)]),
      );
    expect(await page.evaluate(() => Reflect.get(window, 'swapped'))).to.deep.equal(settled);
    expect(settled.map(([id]) => id)).to.deep.equal(wanted);
    expect(problems).to.deep.equal([]);
    await context.close();
  });
});
