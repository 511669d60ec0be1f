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

describe('a site that starts before its store', function () {
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

  it('shows its pages, says that the chat does not answer, and brings it to them once it does', async () => {
    const context = await browser.newContext({ baseURL: site.url, locale: 'fr-FR' });
    const login = { form: { name: 'jose', password: 'aviron-jose' }, headers: { origin: site.url }, maxRedirects: 0 };
    expect((await context.request.post('/connexion', login)).status()).to.equal(303);
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
