import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { openMenu } from '../../../events/menu/open.ts';
import { chatboxWidget, defaultOptions } from '../../../events/menu/widget.ts';
import { openSqlite } from '../../../events/stores/sqlite/index.ts';
import { menuWidgets } from '../../../src/site/menu.ts';
import { chatOf } from '../../support/chat-page.ts';
import { type Club, openClub } from '../../support/club.ts';
import { eventually } from '../../support/eventually.ts';
import { storeIn } from '../../support/seeded-data.ts';

/** Sums up what moved in the page by itself, and names it. */
const watchShifts = (): void => {
  const moved: { value: number; what: string[] }[] = [];
  Reflect.set(window, 'moved', moved);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, sources } = entry as PerformanceEntry & { value: number; sources: { node: Node | null }[] };
      const name = (node: Node | null): string => (node instanceof Element ? `${node.tagName}.${node.className}` : '?');
      moved.push({ value, what: sources.map(({ node }) => name(node)) });
    }
  }).observe({ type: 'layout-shift', buffered: true });
};

describe('a prerendered page', function () {
  this.timeout(120_000);
  let club: Club;
  before(async () => {
    club = await openClub();
  });
  afterEach(() => club.goHome());
  after(() => club.close());

  async function saveOrder(ids: readonly string[], height: 'small' | 'medium' | 'large'): Promise<void> {
    const store = await openSqlite(storeIn(club.dataDir));
    const menu = await openMenu(store, 'main');
    const chatbox = chatboxWidget('main', { ...defaultOptions, height });
    await menu.execute({
      kind: 'SaveMenu',
      meta: { now: new Date().toISOString(), id: randomUUID(), correlation: randomUUID() },
      actor: { member: 'owner', groups: [], roles: ['owner'] },
      seen: menu.state.revision,
      widgets: ids.map((id) => (id === chatbox.id ? chatbox : { id })),
      offer: { widgets: menuWidgets.map(({ id }) => id), chats: ['main'] },
    });
    await menu.close();
    await store.close();
  }

  /** The chat's answers come late, and each at its time, so that whatever they move is seen moving. */
  async function slowly(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    await page.addInitScript(watchShifts);
    const late = (ms: number) => async (route: Route) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      await route.continue().catch(() => undefined);
    };
    await page.route('**/chatbox/menu-order?*', late(200));
    await page.route('**/chatbox/box?*', late(700));
    return page;
  }

  async function settled(page: Page): Promise<void> {
    await chatOf(page).locator('.cb-jump, .cb-farewell').first().waitFor({ state: 'attached', timeout: 60_000 });
    await page.evaluate(() => document.fonts.ready);
    // Shifts are told with the frame after the one that they happen in.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 300))));
  }

  /** The widgets that are shown, from top to bottom. */
  const order = (page: Page) =>
    page
      .locator('.vertical-menu > [data-widget]:visible')
      .evaluateAll((all) =>
        all
          .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
          .map((one) => one.getAttribute('data-widget')),
      );

  const saved = [
    { ids: ['navigation', 'chatbox:main', 'week', 'dock'], height: 'medium' },
    { ids: ['chatbox:main', 'dock', 'navigation', 'week'], height: 'large' },
    { ids: ['dock', 'week', 'chatbox:main', 'navigation'], height: 'small' },
  ] as const;
  for (const { ids, height } of saved) {
    it(`moves nothing when its chat arrives in the order ${ids.join(', ')}, ${height}`, async () => {
      await saveOrder(ids, height);
      for (const width of [1280, 390]) {
        for (const who of ['jose', undefined]) {
          const options = { viewport: { width, height: 900 } };
          const context = await (who === undefined ? club.visitor(options) : club.member(who, options));
          const page = await slowly(context);
          await eventually('the order is known to the site', async () => {
            const sheet = await (await context.request.get('/chatbox/menu-order?menu=main')).text();
            return sheet.includes(`"${ids[0]}"]{order:0`);
          });
          await page.goto('/', { waitUntil: 'commit' });
          await page.locator('.vertical-menu .chatbox').waitFor({ timeout: 60_000 });
          // Where the menu is below the page, it must be looked at while its chat comes.
          await page.locator('.vertical-menu').evaluate((menu) => menu.scrollIntoView());
          await settled(page);
          expect(await page.evaluate(() => Reflect.get(window, 'moved')), `${width}, ${who}`).to.deep.equal([]);
          expect(await order(page)).to.deep.equal([...ids]);
          expect(
            await chatOf(page)
              .locator(who === undefined ? '.cb-farewell' : '.cb-log')
              .count(),
          ).to.equal(1);
          await context.close();
        }
      }
    });
  }

  it('complains of nothing', () => {
    expect(club.complaints).to.deep.equal([]);
  });
});
