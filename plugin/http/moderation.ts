import type { Act } from '../fragments/types.ts';
import { performAct, readAct } from './act.ts';
import { actsData, viewOf } from './acts.ts';
import { endpoint } from './endpoint.ts';
import { headOf, safeError } from './errors.ts';
import { htmlResponse } from './respond.ts';
import { localPath } from './return-to.ts';

/** Where htmx sends one kind of act: it answers with what then stands, the message or the panel. */
export const moderation = (given: Act) =>
  endpoint(async ({ runtime, context, locale, chat }) => {
    const form = await readAct(context);
    const { act, room, viewer, target, ...done } = await performAct(runtime, context, chat, form, given);
    if ('error' in done) {
      const error = safeError(done.error, runtime);
      return htmlResponse(room.renderer.error(error, locale), headOf(error));
    }
    if (act === 'mute' || act === 'unmute') {
      const returnTo = localPath(form.return, runtime.urls.page(chat, locale));
      return htmlResponse(room.renderer.acts(actsData(room, viewer, target, { locale, returnTo })));
    }
    const view = viewOf(room, viewer, target);
    return htmlResponse(view ? room.renderer.message(view, locale) : '');
  });
