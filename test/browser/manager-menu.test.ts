import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { defaultMenu, type ManagerSite, saveMenu, serveSite, visit } from '../manager/serve-site.ts';
import { launchBrowser } from '../support/browser.ts';

const order = (page: Page): Promise<(string | null)[]> =>
  page.locator('.cb-widgets > li').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-widget')));
const row = (page: Page, id: string) => page.locator(`.cb-widgets > [data-widget="${id}"]`);
const chatbox = (page: Page) => row(page, 'chatbox:main');
/** French has spaces of its own before its tall punctuation. */
const plain = (text: string | null): string => (text ?? '').replace(/[\u00a0\u202f]/g, ' ');
const spoken = async (page: Page): Promise<string> =>
  plain(await page.locator('.cb-spoken[role=status]').textContent());
const unsaved = (page: Page) => page.locator('.cb-unsaved').innerText();
const saved = (page: Page) => page.locator('.cb-told.cb-ok').waitFor();

describe('the menu’s page, in a browser', function () {
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
    ({ page, problems } = await visit(browser, site, 'nadia'));
    await page.goto(`${site.url}/chatbox/menu`);
    await page.locator('owner-page[data-live]').waitFor();
  });
  afterEach(async () => {
    await page.context().close();
    expect(problems).to.deep.equal([]);
  });

  const add = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Chatbox « main »', exact: true }).click();
    await chatbox(page).waitFor();
  };

  it('adds a chatbox, moves it by its arrows with the focus kept, and saves', async () => {
    await add();
    const up = page.getByRole('button', { name: 'Monter Chatbox « main »' });
    await up.click();
    await up.press('Enter');
    await up.press('Enter');
    await up.press('Enter');
    expect(await order(page)).to.deep.equal(['chatbox:main', 'navigation', 'agenda', 'partners']);
    expect(await up.evaluate((button) => button === document.activeElement)).to.equal(true);
    expect(await spoken(page)).to.equal('Chatbox « main » : place 1 sur 4.');
    expect(await unsaved(page)).to.equal('1 changement non enregistré');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await saved(page);
    expect(await order(page)).to.deep.equal(['chatbox:main', 'navigation', 'agenda', 'partners']);
    expect(await unsaved(page)).to.equal('');
    expect(new URL(page.url()).search).to.equal('?menu=main');
  });

  it('moves a widget from the keyboard, and counts nothing once it is back', async () => {
    const handle = page.getByRole('button', { name: 'Déplacer Navigation' });
    await handle.focus();
    await page.keyboard.press('ArrowDown');
    expect(await order(page)).to.deep.equal(['agenda', 'navigation', 'partners']);
    await page.keyboard.press('End');
    expect(await order(page)).to.deep.equal(['agenda', 'partners', 'navigation']);
    expect(await unsaved(page)).to.equal('1 changement non enregistré');
    expect(await spoken(page)).to.equal('Navigation : place 3 sur 3.');
    await page.keyboard.press('Home');
    expect(await order(page)).to.deep.equal(['navigation', 'agenda', 'partners']);
    expect(await unsaved(page)).to.equal('');
    expect(await handle.evaluate((button) => button === document.activeElement)).to.equal(true);
  });

  it('moves a widget by drag; Escape puts it back', async () => {
    const handle = await page.getByRole('button', { name: 'Déplacer Navigation' }).boundingBox();
    const last = await row(page, 'partners').boundingBox();
    if (handle === null || last === null) throw new Error('not on the screen');
    const drag = async (): Promise<void> => {
      await page.mouse.move(handle.x + 8, handle.y + 8);
      await page.mouse.down();
      await page.mouse.move(handle.x + 8, last.y + last.height, { steps: 12 });
    };
    await drag();
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await order(page)).to.deep.equal(['navigation', 'agenda', 'partners']);
    expect(await unsaved(page)).to.equal('');
    await drag();
    await page.mouse.up();
    expect(await order(page)).to.deep.equal(['agenda', 'partners', 'navigation']);
    expect(await page.locator('.cb-held').count()).to.equal(0);
    expect(await unsaved(page)).to.equal('1 changement non enregistré');
  });

  it('sets the options, removes, and puts back', async () => {
    await add();
    await page.getByLabel('Titre').fill('Le salon');
    await page.getByRole('switch', { name: 'Son' }).check();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await saved(page);
    expect(plain(await chatbox(page).innerText())).to.include('« Le salon »');
    await page.getByRole('button', { name: 'Retirer Chatbox « main »' }).click();
    const back = page.getByRole('button', { name: 'Remettre Chatbox « main »' });
    await back.waitFor();
    expect(await back.evaluate((button) => button === document.activeElement)).to.equal(true);
    expect(await unsaved(page)).to.equal('1 changement non enregistré');
    await back.click();
    await chatbox(page).waitFor();
    expect(await unsaved(page)).to.equal('');
    await chatbox(page).locator('summary').click();
    expect(await page.getByLabel('Titre').inputValue()).to.equal('Le salon');
  });

  it('brings a chatbox that was taken out back as it was, typed and not saved', async () => {
    await add();
    await page.getByLabel('Titre').fill('Le salon');
    await page.getByRole('switch', { name: 'Son' }).check();
    await page.getByRole('button', { name: 'Retirer Chatbox « main »' }).click();
    await chatbox(page).waitFor({ state: 'detached' });
    await add();
    expect(await page.getByLabel('Titre').inputValue()).to.equal('Le salon');
    expect(await page.getByRole('switch', { name: 'Son' }).isChecked()).to.equal(true);
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await saved(page);
    expect(plain(await chatbox(page).innerText())).to.include('« Le salon »');
  });

  it('asks before unsaved changes are lost, and not when they are cancelled or saved', async () => {
    const asked: string[] = [];
    page.on('dialog', async (dialog) => {
      asked.push(dialog.type());
      await dialog.dismiss();
    });
    await page.getByRole('button', { name: 'Descendre Navigation' }).click();
    await page.locator('nav').getByRole('link', { name: 'Direct' }).click({ noWaitAfter: true });
    await page.waitForTimeout(300);
    expect(asked).to.deep.equal(['beforeunload']);
    expect(await order(page)).to.deep.equal(['agenda', 'navigation', 'partners']);
    await page.getByRole('link', { name: 'Annuler' }).click();
    await page.locator('.cb-widgets > [data-widget="navigation"]:first-child').waitFor();
    await page.getByRole('button', { name: 'Descendre Navigation' }).click();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await saved(page);
    expect(asked).to.have.length(1);
  });

  it('tells the second of two owners what the first saved, and keeps both works', async () => {
    const second = await visit(browser, site, 'olga', { width: 390 });
    await second.page.goto(`${site.url}/chatbox/menu`);
    await add();
    await page.getByLabel('Titre').fill('Le salon');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await saved(page);
    await second.page.getByRole('button', { name: 'Descendre Navigation' }).click();
    await second.page.getByRole('button', { name: 'Enregistrer' }).click();
    const told = second.page.getByRole('alert');
    await told.waitFor();
    expect(plain(await told.innerText())).to.match(/nadia a enregistré.*Chatbox « main » a été ajouté/s);
    expect(await order(second.page)).to.deep.equal(['agenda', 'navigation', 'partners', 'chatbox:main']);
    await second.page.getByRole('button', { name: 'Enregistrer' }).click();
    await saved(second.page);
    await page.reload();
    expect(await order(page)).to.deep.equal(['agenda', 'navigation', 'partners', 'chatbox:main']);
    await chatbox(page).locator('summary').click();
    expect(await page.getByLabel('Titre').inputValue()).to.equal('Le salon');
    await second.context.close();
  });

  it('works without JavaScript', async () => {
    const bare = await visit(browser, site, 'olga', { javaScript: false });
    await bare.page.goto(`${site.url}/en/chatbox/menu`);
    await bare.page.getByRole('button', { name: 'Chatbox “main”', exact: true }).click();
    await bare.page.getByLabel('Title').fill('Lounge');
    await bare.page.getByRole('button', { name: 'Move Chatbox “main” up' }).click();
    await bare.page.locator('.cb-widgets > [data-widget="chatbox:main"]:nth-child(3)').waitFor();
    await bare.page.keyboard.press('Enter');
    await bare.page.locator('.cb-widgets > [data-widget="chatbox:main"]:nth-child(2)').waitFor();
    expect(await order(bare.page)).to.deep.equal(['navigation', 'chatbox:main', 'agenda', 'partners']);
    await bare.page.getByRole('button', { name: 'Save' }).click();
    await saved(bare.page);
    expect(await chatbox(bare.page).innerText()).to.include('“Lounge”');
    await bare.context.close();
  });

  it('has nothing that axe objects to, narrow and wide, light and dark', async () => {
    const axe = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
    await add();
    await page.getByLabel('Nombre de messages').fill('3');
    await page.locator('form').evaluate((form: HTMLFormElement) => {
      form.noValidate = true;
    });
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.locator('.cb-told.cb-warn').first().waitFor();
    for (const [width, colorScheme] of [
      [280, 'light'],
      [390, 'dark'],
      [1280, 'light'],
      [1280, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      // Not as a script of the page: its policy refuses that.
      const found = await page.evaluate(
        `${axe}; axe.run('owner-page').then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).join()))`,
      );
      expect(found, `${width} ${colorScheme}`).to.deep.equal([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 'sideways').to.be.at.most(0);
    }
  });
});
