import { expect } from 'chai';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { eventually } from './eventually.ts';

/** The chatbox of a page. */
export const chatOf = (page: Page): Locator => page.locator('chat-box').first();
export const fieldOf = (page: Page): Locator => chatOf(page).locator('.cb-composer textarea');
export const noticeOf = (page: Page): Locator => chatOf(page).locator('.cb-notice');

/** A new tab, ready when its chat is: a page of the site, or the chatbox on its own page. */
export async function openTab(context: BrowserContext, path = '/chatbox'): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  await chatOf(page).locator('.cb-jump, .cb-farewell').first().waitFor({ state: 'attached', timeout: 60_000 });
  // Lost when the page is loaded again, whoever does that.
  await page.evaluate(() => Reflect.set(window, 'untouched', true));
  return page;
}

/** Whether the page still is the one that was opened. */
export const isUntouched = (page: Page): Promise<boolean> =>
  page.evaluate(() => Reflect.get(window, 'untouched') === true);

/** Types into the composer and sends. */
export async function say(page: Page, text: string): Promise<void> {
  await fieldOf(page).fill(text);
  await fieldOf(page).press('Enter');
}

/** The texts in the log, from top to bottom. */
export const textsIn = (page: Page): Promise<string[]> =>
  chatOf(page).locator('.cb-log article:not(.cb-pending, .cb-unsent) .cb-text').allTextContents();

/** Waits until a text stands in the log of a page, sent and received. */
export const sees = (page: Page, text: string, ms?: number): Promise<boolean> =>
  eventually(`"${text}" is shown`, async () => (await textsIn(page)).includes(text), ms);

export const rowOf = (page: Page, text: string): Locator =>
  chatOf(page).locator('article', { has: page.getByText(text, { exact: true }) });

/** Waits until nothing is on its way any more, and nothing was left unsent. */
export const isSent = (page: Page): Promise<boolean> =>
  eventually('all is sent', async () => (await chatOf(page).locator('.cb-pending, .cb-unsent').count()) === 0);

/** Waits for the words under the composer that refuse a post, and answers their code. */
export async function refusalIn(page: Page): Promise<string | null> {
  const note = chatOf(page).locator('.cb-composer > .cb-note.cb-bad');
  await note.waitFor({ timeout: 30_000 });
  expect((await note.textContent())?.trim(), 'the sentence of a refusal').to.not.equal('');
  return note.getAttribute('data-code');
}

/** The logins in the list of who is connected. */
export const presentIn = (page: Page): Promise<(string | null)[]> =>
  chatOf(page)
    .locator('.cb-present [data-login]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-login')));

/** Opens what can be done with a message. */
export async function openActs(row: Locator): Promise<Locator> {
  await row.hover();
  await row.locator('a.cb-acts').click();
  const panel = row.locator('.cb-panel');
  await panel.waitFor({ timeout: 30_000 });
  return panel;
}

/** Waits for the box of whoever may not enter, and answers why: nothing of the chat is left in it. */
export async function isShownOut(page: Page, why: string, ms = 30_000): Promise<void> {
  await eventually(
    `the box says "${why}"`,
    async () => (await chatOf(page).locator('.cb-farewell').getAttribute('data-farewell', { timeout: ms })) === why,
    ms,
  );
  expect(await page.locator('article, .cb-present, .cb-composer').count(), 'what is left of the chat').to.equal(0);
}
