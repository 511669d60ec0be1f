import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import { serve } from './serve.ts';

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** A server that fails on demand and the browsers of its members. */
export async function openStage() {
  const server = await serve();
  const browser: Browser = await launchBrowser();
  const errors: string[] = [];
  return {
    ...server,
    /** What the pages complained of, but for what the network did to them. */
    errors,
    /** Somebody's browser: `jose-2` is a session of jose's. */
    async browserOf(session: string): Promise<BrowserContext> {
      const context = await browser.newContext({ viewport: { width: 420, height: 720 }, locale: 'fr-FR' });
      await logIn(context, session, server.url);
      return context;
    },
    /** A tab with the chat in it, ready when its box is there; `before` runs ahead of the page's own code. */
    async open(context: BrowserContext, path = '/', before?: () => void): Promise<Page> {
      const page = await context.newPage();
      if (before) await page.addInitScript(before);
      page.on('pageerror', (error) => errors.push(String(error.stack)));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load')) errors.push(message.text());
      });
      await page.goto(server.url + path);
      if (path !== '/empty') await page.waitForSelector('.cb-jump, .cb-farewell', { state: 'attached' });
      return page;
    },
    logIn: (context: BrowserContext, session: string) => logIn(context, session, server.url),
    /** Closes the browsers, so that one test's tabs are not another's. */
    async clear() {
      server.faults.stream = undefined;
      server.faults.post = undefined;
      server.faults.flood = 0;
      server.faults.slow = 0;
      errors.length = 0;
      for (const context of browser.contexts()) await context.close();
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

const logIn = (context: BrowserContext, session: string, url: string): Promise<void> =>
  context.addCookies([{ name: 's', value: session, url }]);

/** The texts in the log, from top to bottom. */
export const textsIn = (page: Page): Promise<string[]> => page.locator('.cb-log article .cb-text').allTextContents();

/** Waits for something that is bound to become true in a page or on the server. */
export async function eventually<T>(what: string, look: () => T | Promise<T>, ms = 15_000): Promise<T> {
  for (const end = Date.now() + ms; ; await new Promise((resolve) => setTimeout(resolve, 40))) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited ${ms} ms in vain: ${what}`);
  }
}

/** Waits until a text is the last one in the log, and stands: it is neither on its way nor unsent. */
export const shows = (page: Page, text: string): Promise<boolean> =>
  eventually(`"${text}" is shown`, async () => {
    const last = page.locator('.cb-log article').last();
    const texts = await last.and(page.locator(':not(.cb-pending, .cb-unsent)')).locator('.cb-text').allTextContents();
    return texts[0] === text;
  });

/** Types into the composer and sends. */
export async function send(page: Page, text: string): Promise<void> {
  await page.locator('.cb-composer textarea').fill(text);
  await page.locator('.cb-composer textarea').press('Enter');
}

/** Waits until one message stands there unsent; or until none does, nor is on its way. */
export const unsent = (page: Page, is = true): Promise<boolean> =>
  eventually(is ? 'it is unsent' : 'nothing is unsent', async () => {
    const rows = await page.locator('.cb-unsent').count();
    return is ? rows === 1 : rows + (await page.locator('.cb-pending').count()) === 0;
  });
