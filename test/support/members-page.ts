import type { Page } from 'playwright-core';

/** What an owner does on the page *Members and groups*. */
export const membersPage = (page: Page) => ({
  async attach(login: string, group: string): Promise<void> {
    await page.goto(`/membres/${group}`);
    await page.locator('form:has([value=attach]) [name=login]').fill(login);
    await page.locator('form:has([value=attach]) button').click();
    await page.locator('.alert.good').waitFor();
  },
  async detach(login: string, group: string): Promise<void> {
    await page.goto(`/membres/${group}`);
    await page
      .locator('.members li', { hasText: `@${login}` })
      .locator('button')
      .click();
    await page.locator('.alert.good').waitFor();
  },
});

/** What an owner does on the page *Settings > Chatbox*: an empty group is everybody. */
export async function saveSettings(
  page: Page,
  { enabled, group, moderators }: { enabled?: boolean; group?: string; moderators?: string },
): Promise<void> {
  await page.goto('/chatbox/settings');
  if (enabled !== undefined) await page.locator('[name=enabled]').setChecked(enabled);
  if (group !== undefined) await page.locator('[name=group]').selectOption(group);
  if (moderators !== undefined) {
    await page.locator('[name=moderation]').setChecked(moderators !== '');
    if (moderators !== '') await page.locator('[name=moderators]').selectOption(moderators);
  }
  await page.locator('form[data-watch] .cb-save button').click();
  await page.waitForURL(/saved=/);
}
