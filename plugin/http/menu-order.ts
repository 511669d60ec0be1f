import { ChatboxError } from '../../events/core/errors.ts';
import type { Widget } from '../../events/menu/widget.ts';
import type { Runtime } from '../create-runtime.ts';
import { offerOf, openedSoon, standingMenu } from './manager/menus.ts';

/**
 * The saved order as a style sheet: a prerendered page has every widget of the site and every chatbox, hidden, and is
 * painted in the order that is right by now, without a jump and without JavaScript.
 */
export async function menuOrder(runtime: Runtime, id: string, known: string | null): Promise<Response> {
  if (runtime.options.menu[id] === undefined) throw new ChatboxError('MENU_UNKNOWN', 'There is no such menu.');
  const menu = await openedSoon(runtime, id);
  // Pages wait for their style sheets: without the order they have the default one.
  if (menu === undefined) return css('', { 'cache-control': 'no-store' });
  const headers = { etag: `"${runtime.build}.${menu.state.revision}"`, 'cache-control': 'no-cache' };
  if (known === headers.etag) return new Response(null, { status: 304, headers });
  return css(orderSheet(id, standingMenu(menu, offerOf(runtime, id))), headers);
}

const css = (sheet: string, headers: Record<string, string>): Response =>
  new Response(sheet, { headers: { 'content-type': 'text/css; charset=utf-8', ...headers } });

/** As tall as the style sheet of the chatbox makes a box of that option: nothing moves when the box comes. */
export const HEIGHTS = { small: '20rem', medium: '30rem', large: 'max(30rem, 80dvb)' } as const;

/** Ids come from the site's configuration and from the log: letters, digits, "-" and ":" alone. */
export function orderSheet(menu: string, widgets: readonly Widget[]): string {
  const rules = widgets.map(({ id, chatbox }, order) => {
    const widget = `.vertical-menu[data-menu="${menu}"]>[data-widget="${id}"]`;
    if (chatbox === undefined) return `${widget}{order:${order}}`;
    const height = HEIGHTS[chatbox.options.height];
    return `${widget}{order:${order};display:block}${widget} .chatbox{--chatbox-height:${height}}`;
  });
  return `@layer chatbox{${rules.join('')}}`;
}
