import { offerOf, standingMenu } from '../../plugin/http/manager/menus.ts';
import { all, one } from '../support/read-html.ts';
import { type Answer, followed, nadia, type Site } from './open-site.ts';

/** The menu as it is saved. */
export const savedMenu = async ({ runtime }: Site) =>
  standingMenu(await runtime.menu('main'), offerOf(runtime, 'main'));
export const savedIds = async (site: Site): Promise<string[]> => (await savedMenu(site)).map(({ id }) => id);

/** The widgets of a page, from top to bottom. */
export const rows = (page: Answer) =>
  all(one(page.html, '.cb-widgets'), 'li').filter(({ attributes }) => attributes.has('data-widget'));
export const shownIds = (page: Answer): string[] =>
  rows(page).map(({ attributes }) => attributes.get('data-widget') ?? '');

/** An owner adds the chatbox, as the last widget, and saves. */
export async function chatboxSaved(site: Site): Promise<Answer> {
  const draft = await site.post('menu', nadia, await site.get('menu', nadia), { do: 'add:chatbox:main' });
  return followed(site, 'menu', nadia, await site.post('menu', nadia, draft));
}
