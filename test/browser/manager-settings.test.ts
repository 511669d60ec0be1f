import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { defaultMenu, type ManagerSite, saveMenu, saveSettings, serveSite, visit } from '../manager/serve-site.ts';
import { launchBrowser } from '../support/browser.ts';

const unsaved = (page: Page) => page.locator('.cb-unsaved').innerText();
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('the settings’ page, in a browser', function () {
  this.timeout(120_000);
  let browser: Browser;
  let site: ManagerSite;
  let page: Page;
  let problems: string[];
  before(async () => {
    browser = await launchBrowser();
    site = await serveSite();
  });
  after(async () => {
    await browser.close();
    await site.stop();
  });
  beforeEach(async () => {
    await saveMenu(site, defaultMenu);
    await saveSettings(site, {});
    ({ page, problems } = await visit(browser, site, 'nadia'));
    await page.goto(`${site.url}/chatbox/settings`);
    await page.locator('owner-page[data-live]').waitFor();
  });
  afterEach(async () => {
    await page.context().close();
    expect(problems).to.deep.equal([]);
  });

  it('counts what is not saved, saves it, and says what is still missing', async () => {
    await page.getByRole('switch', { name: 'Activer le chat' }).check();
    await page.getByLabel('Groupe autorisé').selectOption({ label: 'Chat (1 membre)' });
    expect(await unsaved(page)).to.equal('2 changements non enregistrés');
    await page.getByRole('switch', { name: 'Activer la modération' }).check();
    await page.getByLabel('Groupe modérateur').selectOption('board');
    expect(await unsaved(page)).to.equal('3 changements non enregistrés');
    await page.getByRole('switch', { name: 'Activer la modération' }).uncheck();
    expect(await page.getByLabel('Groupe modérateur').isVisible()).to.equal(false);
    expect(await unsaved(page)).to.equal('2 changements non enregistrés');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    const told = page.locator('.cb-told.cb-ok');
    await told.waitFor();
    expect(plain(await told.innerText())).to.equal(
      'Enregistré. Le chat est activé. Il manque encore sa place sur le site : ajouter le widget au menu vertical.',
    );
    expect(await unsaved(page)).to.equal('');
    await told.getByRole('link').click();
    await page.getByRole('heading', { name: 'Menu vertical' }).waitFor();
  });

  it('asks before unsaved changes are lost', async () => {
    const asked: string[] = [];
    page.on('dialog', async (dialog) => {
      asked.push(dialog.type());
      await dialog.dismiss();
    });
    await page.getByRole('switch', { name: 'Activer le chat' }).check();
    await page.locator('nav').getByRole('link', { name: 'Direct' }).click({ noWaitAfter: true });
    await page.waitForTimeout(300);
    expect(asked).to.deep.equal(['beforeunload']);
    expect(await page.getByRole('switch', { name: 'Activer le chat' }).isChecked()).to.equal(true);
    await page.getByRole('switch', { name: 'Activer le chat' }).uncheck();
    await page.locator('nav').getByRole('link', { name: 'Direct' }).click();
    await page.getByRole('heading', { name: 'En direct' }).waitFor();
    expect(asked).to.have.length(1);
  });

  it('works without JavaScript; the second of two owners is told what the first saved', async () => {
    const bare = await visit(browser, site, 'olga', { javaScript: false });
    await bare.page.goto(`${site.url}/en/chatbox/settings`);
    await page.getByRole('switch', { name: 'Activer le chat' }).check();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.locator('.cb-told.cb-ok').waitFor();
    await bare.page.getByLabel('Allowed group').selectOption('chat');
    await bare.page.getByRole('button', { name: 'Save' }).click();
    const told = bare.page.getByRole('alert');
    expect(await told.innerText()).to.match(/nadia saved something.*Chat enabled: off.*on.*Taken over below/s);
    expect(await bare.page.getByRole('switch', { name: 'Enable the chat' }).isChecked()).to.equal(true);
    await bare.page.getByRole('button', { name: 'Save' }).click();
    await bare.page.getByText('Saved. The chat is enabled.').waitFor();
    expect(await bare.page.getByLabel('Allowed group').inputValue()).to.equal('chat');
    await bare.context.close();
  });

  it('says when something changed by the reader’s clock; without JavaScript by the site’s, whose zone it names', async () => {
    const timezoneId = 'America/New_York';
    const reader = await visit(browser, site, 'olga', { timezoneId });
    const bare = await visit(browser, site, 'olga', { timezoneId, javaScript: false });
    for (const one of [reader, bare]) await one.page.goto(`${site.url}/en/chatbox/settings`);
    await saveSettings(site, { enabled: 'true' });
    const told = async (one: Page) => {
      await one.getByLabel('Allowed group').selectOption('chat');
      await one.getByRole('button', { name: 'Save' }).click();
      const time = one.locator('[role=alert] time');
      const at = new Date((await time.getAttribute('datetime')) ?? '');
      const by = (timeZone: string) =>
        plain(at.toLocaleTimeString('en', { timeZone, hour: 'numeric', minute: '2-digit' }));
      return { words: plain(await one.getByRole('alert').innerText()), by };
    };
    const live = await told(reader.page);
    expect(live.words).to.include(live.by(timezoneId)).and.not.include('Times of');
    const still = await told(bare.page);
    expect(still.words).to.include(still.by('Europe/Paris')).and.include('Times of Europe/Paris.');
    for (const { context } of [reader, bare]) await context.close();
  });

  it('says what is missing without the plan, and does not offer to enable', async () => {
    const poor = await visit(browser, site, 'nadia', { plan: 'none' });
    await poor.page.goto(`${site.url}/chatbox/settings`);
    expect(plain(await poor.page.locator('.cb-told.cb-warn').innerText())).to.include(
      'formule pro, que ce site n’a pas',
    );
    expect(await poor.page.getByRole('switch', { name: 'Activer le chat' }).isDisabled()).to.equal(true);
    await poor.context.close();
  });

  it('has nothing that axe objects to, narrow and wide, light and dark', async () => {
    const axe = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
    const second = await visit(browser, site, 'olga');
    await second.page.goto(`${site.url}/chatbox/settings`);
    await saveSettings(site, { enabled: 'true', group: 'empty' });
    await second.page.getByRole('switch', { name: 'Activer la modération' }).check();
    await second.page.getByRole('button', { name: 'Enregistrer' }).click();
    await second.page.locator('[aria-invalid]').waitFor();
    for (const [width, colorScheme] of [
      [280, 'light'],
      [390, 'dark'],
      [1280, 'light'],
      [1280, 'dark'],
    ] as const) {
      await second.page.setViewportSize({ width, height: 844 });
      await second.page.emulateMedia({ colorScheme });
      const found = await second.page.evaluate(
        `${axe}; axe.run('owner-page').then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).join()))`,
      );
      expect(found, `${width} ${colorScheme}`).to.deep.equal([]);
      const sideways = await second.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(sideways, 'sideways').to.be.at.most(0);
    }
    await second.context.close();
  });
});
