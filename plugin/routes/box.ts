import { BoxOptions, renderBox } from '../http/box.ts';
import { endpoint } from '../http/endpoint.ts';
import { widgetOptions } from '../http/manager/menus.ts';
import { htmlResponse } from '../http/respond.ts';
import { cameFrom, localPath } from '../http/return-to.ts';

/** The box as a fragment: what fills the placeholder of a prerendered page. */
export const GET = endpoint(async ({ runtime, context, locale, chat }) => {
  const { menu, ...asked } = Object.fromEntries(context.url.searchParams);
  const options = BoxOptions.parse({ ...asked, ...(menu !== undefined && widgetOptions(runtime, menu, chat)) });
  const returnTo = localPath(cameFrom(context.request), runtime.urls.page(chat, locale));
  return htmlResponse(await renderBox(runtime, context, { chat, locale, options, returnTo }));
});
