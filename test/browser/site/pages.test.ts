import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { expect } from 'chai';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Club, openClub } from '../../support/club.ts';

const PUBLIC = ['/', '/club', '/debuter', '/actualites', '/actualites/tete-de-riviere', '/calendrier', '/mentions'];
const FORMS = ['/connexion', '/inscription'];
const MEMBERS = ['/compte', '/annuaire', '/membres', '/membres/chat'];
const LOOKS: BrowserContextOptions[] = [
  { viewport: { width: 280, height: 700 }, colorScheme: 'light' },
  { viewport: { width: 390, height: 800 }, colorScheme: 'dark' },
  { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
];

const inEnglish = (path: string): string => (path === '/' ? '/en' : `/en${path}`);

describe('the pages of the site', function () {
  this.timeout(300_000);
  let club: Club;
  let axe: string;

  before(async () => {
    axe = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
    club = await openClub();
  });
  afterEach(() => club.goHome());
  after(() => club.close());

  /** What is wrong with a page as it stands: too wide, or what axe objects to. The chat answers for itself. */
  async function faults(page: Page): Promise<string[]> {
    const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    const violations: string[] = await page.evaluate(
      `${axe}; axe.run({ exclude: [['chat-box']] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).join()))`,
    );
    return [...(Number(wide) > 0 ? [`${wide}px too wide`] : []), ...violations];
  }

  it('name the widgets of the menu as their owner finds them there', async () => {
    const page = await (await club.member('lea')).newPage();
    for (const there of ['', '/en']) {
      await page.goto(`${there}/compte`);
      const headings = await page.locator('section.widget h2').allTextContents();
      await page.goto(`${there}/chatbox/menu`);
      const names = await page.locator('[data-widget]:not([data-widget*=":"]) b').allTextContents();
      expect(names).to.have.length(3);
      expect(names.map((one) => one.trim())).to.have.members(headings.map((one) => one.trim()));
    }
  });

  for (const look of LOOKS) {
    const name = `${look.viewport?.width}px, ${look.colorScheme}`;
    it(`have nothing that axe objects to, and fit their window (${name})`, async () => {
      const context = await club.member('lea', { ...look, reducedMotion: 'reduce' });
      const page = await context.newPage();
      const found: string[] = [];
      for (const path of [...PUBLIC, ...FORMS, ...MEMBERS]) {
        await page.goto(path);
        found.push(...(await faults(page)).map((fault) => `${path}: ${fault}`));
      }
      expect(found).to.deep.equal([]);
      expect(club.complaints).to.deep.equal([]);
    });
  }

  it('stand in French and in English, under their own address, and lead to each other', async () => {
    for (const path of [...PUBLIC, ...FORMS]) {
      for (const [address, lang, other] of [
        [path, 'fr', inEnglish(path)],
        [inEnglish(path), 'en', path],
      ] as const) {
        const response = await fetch(club.url + address);
        const html = await response.text();
        expect(response.status, address).to.equal(200);
        expect(html, address).to.include(`<html lang="${lang}"`);
        expect(html, address).to.include(`hreflang="${lang === 'fr' ? 'en' : 'fr'}" href="${other}"`);
      }
    }
  });

  it('lead nowhere that does not exist', async () => {
    const context = await club.member('lea', { javaScriptEnabled: false });
    const seen = new Set(['/']);
    const lost: string[] = [];
    for (const path of seen) {
      const response = await context.request.get(club.url + path);
      if (!response.ok()) lost.push(`${path}: ${response.status()}`);
      if (!response.headers()['content-type']?.includes('text/html')) continue;
      for (const [, href = ''] of (await response.text()).matchAll(/<a [^>]*href="(\/[^"#]*)/g)) {
        const next = href.replaceAll('&amp;', '&');
        // Each message has a page of its acts, and each page of history another.
        if (!/^\/(en\/)?chatbox\?|\/acts/.test(next)) seen.add(next);
      }
    }
    expect(lost).to.deep.equal([]);
    expect(seen).to.include.keys(
      '/en/membres/bureau',
      '/actualites/crue-hivers',
      '/chatbox/settings',
      '/en/chatbox/menu',
    );
  });

  it('say in both languages that a page does not exist, first in that of its address', async () => {
    for (const path of ['/nulle-part', '/en/nowhere', '/actualites/rien']) {
      const [own, also] = path.startsWith('/en/') ? (['en', 'fr'] as const) : (['fr', 'en'] as const);
      const response = await fetch(club.url + path);
      expect(response.status, path).to.equal(404);
      expect(response.headers.get('content-security-policy'), path).to.include("default-src 'self'");
      expect(response.headers.get('content-security-policy'), path).to.include("frame-ancestors 'none'");
      const titles = { fr: 'Page introuvable', en: 'Page not found' };
      expect((await response.text()).replace(/\s+/g, ' '), path)
        .to.match(new RegExp(`<html lang="${own}".*<title>${titles[own]} ·.*<h1[^>]*>${titles[own]}<`))
        .and.to.match(new RegExp(`<div lang="${also}"> ?<h2[^>]*>${titles[also]}<`));
    }
  });

  it('ask nothing of any other server, and set no cookie to a visitor', async () => {
    const context = await club.visitor();
    const page = await context.newPage();
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(club.url) && !request.url().startsWith('data:')) elsewhere.push(request.url());
    });
    for (const path of [...PUBLIC, ...FORMS]) await page.goto(path, { waitUntil: 'networkidle' });
    expect(elsewhere).to.deep.equal([]);
    expect(await context.cookies()).to.deep.equal([]);
  });

  it('a member logs in, and out again, by keyboard alone and without JavaScript', async () => {
    const context = await club.visitor({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/annuaire');
    await page.getByLabel('Identifiant ou adresse e-mail').focus();
    await page.keyboard.type('kevin');
    await page.keyboard.press('Tab');
    await page.keyboard.type('aviron-kevin');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Annuaire' }).waitFor();
    await page.goto('/compte');
    await page.getByRole('button', { name: 'Se déconnecter' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${club.url}/`);
    await page.goto('/compte');
    expect(new URL(page.url()).pathname).to.equal('/connexion');
  });

  it('whoever comes back to the page of somebody who logged out does not see it', async () => {
    const page = await (await club.member('nadia')).newPage();
    await page.goto('/compte');
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await page.waitForURL(`${club.url}/`);
    await page.goBack();
    await page.waitForLoadState();
    expect(new URL(page.url()).pathname).to.equal('/connexion');
    expect(await page.content()).not.to.include('Nadia');
  });

  it('the first stop of the keyboard leads past the menu, to the content', async () => {
    const page = await (await club.visitor()).newPage();
    await page.goto('/club');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).to.equal('content');
  });

  it('outlive a request with a method that none may have', async () => {
    for (const path of ['/', '/chatbox', '/nowhere']) {
      const sent = request(new URL(path, club.url), { method: 'TRACE' });
      const answered = once(sent, 'response');
      sent.end();
      const [answer] = await answered;
      answer.resume();
    }
    expect((await fetch(club.url)).status).to.equal(200);
  });
});
