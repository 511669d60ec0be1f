import { ACTS } from '../fragments/types.ts';
import { performAct, readAct } from './act.ts';
import { type ActsPlace, actsData, targetOf } from './acts.ts';
import type { Call } from './endpoint.ts';
import { headOf, safeError } from './errors.ts';
import { requireViewer } from './forms.ts';
import type { PageAnswer } from './page.ts';
import { htmlResponse, isHtmx, seeOther } from './respond.ts';
import { cameFrom, localPath } from './return-to.ts';

/** What a member may do with one message: a panel for htmx; without JavaScript a page, which its forms post to. */
export async function actsPage(call: Call): Promise<PageAnswer | Response> {
  const { runtime, context, locale, chat } = call;
  const { searchParams } = context.url;
  const here = runtime.urls.page(chat, locale);
  if (context.request.method === 'POST') return perform(call, here);
  const viewer = await requireViewer(runtime, context);
  const room = await runtime.room(chat);
  const target = await targetOf(room, viewer, searchParams.get('revision'));
  const returnTo = localPath(searchParams.get('return') ?? cameFrom(context.request), here);
  const done = ACTS.find((act) => act === searchParams.get('done'));
  const html = room.renderer.acts(actsData(room, viewer, target, { locale, returnTo, done }));
  return isHtmx(context.request) ? htmlResponse(html) : { html: room.renderer.alone(html, locale) };
}

/**
 * An author finds their own message as it stands by then; a moderator is led to what they did, in words: neither it nor
 * a mute may be in sight where they came from. A refusal is answered by the page itself, with what was typed: an address that tells it could be forged.
 */
async function perform({ runtime, context, locale, chat }: Call, here: string): Promise<PageAnswer | Response> {
  const form = await readAct(context);
  const { reason, minutes } = form;
  const returnTo = localPath(form.return ?? cameFrom(context.request), here);
  try {
    const { act, room, viewer, target, ...done } = await performAct(runtime, context, chat, form);
    if (!('error' in done)) {
      const own = target.data.author === viewer.member.id;
      return seeOther(own ? returnTo : runtime.urls.acts(chat, locale, target.revision, returnTo, act));
    }
    const error = safeError(done.error, runtime);
    const place: ActsPlace = { locale, returnTo, error, kept: { act, reason, minutes } };
    const html = room.renderer.alone(room.renderer.acts(actsData(room, viewer, target, place)), locale);
    return { html, ...headOf(error) };
  } catch (thrown) {
    // The message is not shown to them now; what they wrote is.
    const error = safeError(thrown, runtime);
    const renderer = runtime.rendererOf(chat);
    const html = renderer.alone(renderer.undone({ locale, returnTo, error, typed: reason }), locale);
    return { html, ...headOf(error) };
  }
}
