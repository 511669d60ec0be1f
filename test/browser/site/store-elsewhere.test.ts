import { rm } from 'node:fs/promises';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { copyLog } from '../../../events/stores/copy.ts';
import { openEventStoreDb } from '../../../events/stores/eventstoredb/index.ts';
import { openSqlite } from '../../../events/stores/sqlite/index.ts';
import { launchBrowser } from '../../support/browser.ts';
import { EventStoreDbDouble } from '../../support/eventstoredb-double/index.ts';
import { eventually } from '../../support/eventually.ts';
import { seededFolder, storeIn } from '../../support/seeded-data.ts';
import { type Site, startSite } from '../../support/site.ts';

describe('a site whose store is elsewhere', function () {
  this.timeout(180_000);
  let double: EventStoreDbDouble;
  let folder: string;
  let site: Site;
  let browser: Browser;
  before(async () => {
    [double, folder] = await Promise.all([EventStoreDbDouble.start(), seededFolder()]);
    const [from, to] = [await openSqlite(storeIn(folder)), await openEventStoreDb(double.url)];
    await copyLog(from, to, ['chatbox-main', 'menu-main']);
    await Promise.all([from.close(), to.close()]);
    site = await startSite({ CHATBOX_DATA: folder, CHATBOX_STORE: double.url });
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    await site.stop();
    await double.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function jose() {
    const context = await browser.newContext({ baseURL: site.url, locale: 'fr-FR' });
    const login = { form: { name: 'jose', password: 'aviron-jose' }, headers: { origin: site.url }, maxRedirects: 0 };
    expect((await context.request.post('/connexion', login)).status()).to.equal(303);
    return context;
  }

  it('sends by itself, once and in order, what was refused while the store was away, when it is back', async () => {
    const context = await jose();
    const page = await context.newPage();
    await page.goto('/chatbox');
    const field = page.locator('chat-box textarea');
    const rows = page.locator('chat-box article:not(.cb-unsent, .cb-pending) .cb-text');
    await page.locator('chat-box .cb-present li').first().waitFor({ state: 'attached' });
    const said = await rows.allTextContents();
    const statuses: number[] = [];
    page.on('response', (response) => response.request().method() === 'POST' && statuses.push(response.status()));

    await double.link.remove();
    for (const text of ['said first', 'said next']) {
      await field.fill(text);
      await field.press('Enter');
    }
    await page.locator('.cb-unsent', { hasText: 'said first' }).waitFor();
    await page.locator('.cb-notice', { hasText: 'interrompu' }).waitFor();
    expect(new Set(statuses)).to.deep.equal(new Set([503]));
    expect(await rows.allTextContents()).to.deep.equal(said);

    await double.link.restore();
    const both = [...said, 'said first', 'said next'];
    await eventually('both are sent', async () => (await rows.count()) === both.length);
    expect(await rows.allTextContents()).to.deep.equal(both);
    expect(await page.locator('.cb-unsent, .cb-pending').count()).to.equal(0);
    await page.reload();
    await page.locator('chat-box article').first().waitFor();
    expect((await rows.allTextContents()).slice(-2)).to.deep.equal(['said first', 'said next']);
    await context.close();
  });

  it('starts before it, shows its pages, says that the chat does not answer, and brings it to them', async () => {
    const context = await jose();
    await double.link.remove();
    await site.kill();
    const restarted = site.restart();
    await eventually('the site listens', async () => (await fetch(site.url).catch(() => undefined))?.ok === true);
    const open = async (path: string): Promise<Page> => {
      const page = await context.newPage();
      await page.goto(path);
      return page;
    };
    const pages = await Promise.all(['/', '/annuaire', '/chatbox'].map(open));
    for (const page of pages) expect(await page.locator('chat-box article').count()).to.equal(0);
    const note = await pages[2]?.locator('main .cb-note').textContent();
    expect(note).to.include('Le chat ne répond pas').and.not.include('texte');
    await double.link.restore();
    await restarted;
    for (const page of pages) await page.locator('chat-box article').first().waitFor({ timeout: 40_000 });
    await context.close();
  });
});
