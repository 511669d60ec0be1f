import type { Told } from '../fragments/types.ts';
import { actsData, targetOf } from './acts.ts';
import { requireViewer } from './forms.ts';
import type { PageAnswer, PageCall } from './page.ts';
import { htmlResponse, isHtmx } from './respond.ts';
import { localPath } from './return-to.ts';

/** What a member may do with one message: a panel for htmx, a page without JavaScript. */
export async function actsPage({ runtime, context, locale, chat }: PageCall): Promise<PageAnswer | Response> {
  const { searchParams } = context.url;
  const viewer = await requireViewer(runtime, context);
  const room = await runtime.room(chat);
  const target = await targetOf(room, viewer, searchParams.get('revision'));
  const returnTo = localPath(searchParams.get('return'), runtime.urls.page(chat, locale));
  const html = room.renderer.acts(actsData(room, viewer, target, { locale, returnTo, error: toldIn(searchParams) }));
  return isHtmx(context.request) ? htmlResponse(html) : { html: room.renderer.alone(html, locale) };
}

/** Why a form without JavaScript was refused comes back in the address: a code, never a sentence. */
function toldIn(query: URLSearchParams): Told | undefined {
  const code = query.get('error') ?? '';
  return /^[A-Z_]{3,40}$/.test(code) ? { code, details: {} } : undefined;
}
