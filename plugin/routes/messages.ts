import { mustEnter } from '../../events/chatbox/rights.ts';
import { viewOf } from '../http/acts.ts';
import { composer } from '../http/box.ts';
import { endpoint, revisionOf } from '../http/endpoint.ts';
import { headOf, safeError } from '../http/errors.ts';
import { requireViewer } from '../http/forms.ts';
import { history } from '../http/history.ts';
import { keptText } from '../http/kept-text.ts';
import { postMessage, readPost } from '../http/post-message.ts';
import { htmlResponse } from '../http/respond.ts';
import { localPath } from '../http/return-to.ts';

const OLDER = 30;

/** Posts; answers with the message as it stands, and with a fresh form. A refusal keeps the text, and the key to retry. */
export const POST = endpoint(async ({ runtime, context, locale, chat }) => {
  const form = await readPost(context);
  const { room, viewer, outcome } = await postMessage(runtime, context, chat, form);
  const { renderer } = room;
  const returnTo = localPath(form.return, runtime.urls.page(chat, locale));
  if ('error' in outcome) {
    const error = safeError(outcome.error, runtime);
    const refused = keptText(form.text, error, form.key);
    const kept = composer(room, viewer.member, { locale, returnTo, refused });
    return htmlResponse(renderer.composer(kept), headOf(error));
  }
  const view = viewOf(room, viewer, outcome.posted);
  return htmlResponse(renderer.posted(view, composer(room, viewer.member, { locale, returnTo })));
});

/** Older messages: `?before=` a revision. */
export const GET = endpoint(async ({ runtime, context, locale, chat }) => {
  const { member } = await requireViewer(runtime, context);
  const room = await runtime.room(chat);
  mustEnter(member, room.chat.state);
  const before = revisionOf(context.url.searchParams.get('before'));
  const page = await history(room.chat, member, OLDER, before);
  return htmlResponse(room.renderer.older(page, locale));
});
