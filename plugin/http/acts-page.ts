import { performAct } from './act.ts';
import { type ActsPlace, actsData, targetOf } from './acts.ts';
import { headersOf, safeError, statusOf } from './errors.ts';
import { requireViewer } from './forms.ts';
import type { PageAnswer, PageCall } from './page.ts';
import { htmlResponse, isHtmx, seeOther } from './respond.ts';
import { localPath } from './return-to.ts';

/** What a member may do with one message: a panel for htmx; without JavaScript a page, which its forms post to. */
export async function actsPage(call: PageCall): Promise<PageAnswer | Response> {
  const { runtime, context, locale, chat } = call;
  const { searchParams } = context.url;
  const here = runtime.urls.page(chat, locale);
  if (context.request.method === 'POST') return perform(call, here);
  const viewer = await requireViewer(runtime, context);
  const room = await runtime.room(chat);
  const target = await targetOf(room, viewer, searchParams.get('revision'));
  const returnTo = localPath(searchParams.get('return'), here);
  const html = room.renderer.acts(actsData(room, viewer, target, { locale, returnTo }));
  return isHtmx(context.request) ? htmlResponse(html) : { html: room.renderer.alone(html, locale) };
}

/** A refusal is answered by the page itself, with what was typed: an address that tells it could be forged. */
async function perform({ runtime, context, locale, chat }: PageCall, here: string): Promise<PageAnswer | Response> {
  const { act, room, viewer, target, form, ...done } = await performAct(runtime, context, chat);
  const returnTo = localPath(form.return, here);
  if (!('error' in done)) return seeOther(returnTo);
  const error = safeError(done.error, runtime);
  const { reason, minutes } = form;
  const place: ActsPlace = { locale, returnTo, error, kept: { act, reason, minutes } };
  const html = room.renderer.alone(room.renderer.acts(actsData(room, viewer, target, place)), locale);
  return { html, status: statusOf(error), headers: headersOf(error) };
}
