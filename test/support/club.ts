import { rm } from 'node:fs/promises';
import { expect } from 'chai';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { demoAccounts } from '../../src/site/accounts.ts';
import { launchBrowser } from './browser.ts';
import { seededFolder, storeIn } from './seeded-data.ts';
import { type Site, startSite } from './site.ts';

export type Club = Awaited<ReturnType<typeof openClub>>;

/** The built site with its demo members and some history, and their browsers. */
export async function openClub() {
  const dataDir = await seededFolder();
  const env = { CHATBOX_DATA: dataDir, CHATBOX_STORE: `sqlite:${storeIn(dataDir)}` };
  const site: Site = await startSite(env);
  const browser: Browser = await launchBrowser();
  const complaints: string[] = [];

  /** A visitor's browser. */
  const visitor = async (options: BrowserContextOptions = {}): Promise<BrowserContext> => {
    const context = await browser.newContext({
      baseURL: site.url,
      locale: 'fr-FR',
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    context.on('console', (message) => {
      // What the network does is not what a page does wrong.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        complaints.push(`${message.text()} (${message.location().url})`);
      }
    });
    context.on('weberror', (error) => complaints.push(String(error.error().stack)));
    context.on('dialog', (dialog) => {
      complaints.push(`A dialog said: ${dialog.message()}`);
      void dialog.dismiss();
    });
    return context;
  };
  return {
    ...site,
    url: site.url,
    /** Where its accounts and its log are. */
    dataDir,
    browser,
    visitor,
    /** The browser of a member who has logged in. */
    async member(login: string, options: BrowserContextOptions = {}): Promise<BrowserContext> {
      const context = await visitor(options);
      await logIn(context, login, site.url);
      return context;
    },
    logIn: (context: BrowserContext, login: string) => logIn(context, login, site.url),
    /** What the pages complained of so far: errors, dialogs, and what the content security policy stopped. */
    complaints,
    /** Closes the browsers of its members, so that one test's tabs are not another's. */
    async goHome(): Promise<void> {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    async close(): Promise<void> {
      await browser.close();
      await site.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Logs in through the form of the log-in page, without showing it. */
async function logIn({ request }: BrowserContext, login: string, url: string): Promise<void> {
  const password = demoAccounts.find((account) => account.login === login)?.password ?? '';
  const answer = await request.post(`${url}/connexion`, {
    form: { name: login, password },
    headers: { origin: url },
    maxRedirects: 0,
  });
  expect(answer.status(), `the log-in of ${login}`).to.equal(303);
}
