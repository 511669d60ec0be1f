import { ChatboxError } from '../../events/core/errors.ts';
import type { Runtime } from '../create-runtime.ts';
import { offerOf, openedSoon, standingMenu } from './manager/menus.ts';
import { orderSheet, unknownOrder } from './order-sheet.ts';

/**
 * The saved order as a style sheet: a prerendered page has every widget of the site and every chatbox, hidden, and is
 * painted in the order that is right by now, without a jump and without JavaScript.
 */
export async function menuOrder(runtime: Runtime, id: string, known: string | null): Promise<Response> {
  if (!Object.hasOwn(runtime.options.menu, id)) throw new ChatboxError('MENU_UNKNOWN', 'There is no such menu.');
  const menu = await openedSoon(runtime, id);
  // Pages wait for their style sheets: without the order they have the default one, and ask again.
  if (menu === undefined) return css(unknownOrder(id), { 'cache-control': 'no-store' });
  const headers = { etag: `"${runtime.build}.${menu.state.revision}"`, 'cache-control': 'no-cache' };
  if (known?.split(',').some((one) => one.trim().replace(/^W\//, '') === headers.etag))
    return new Response(null, { status: 304, headers });
  return css(orderSheet(id, standingMenu(menu, offerOf(runtime, id))), headers);
}

const css = (sheet: string, headers: Record<string, string>): Response =>
  new Response(sheet, { headers: { 'content-type': 'text/css; charset=utf-8', ...headers } });
