import { LOGIN_PATTERN } from '../../events/chatbox/member.ts';
import { barred } from '../../events/chatbox/rights.ts';
import { StoreUnavailable } from '../../events/core/errors.ts';
import { BoxOptions, type Refused, renderBox } from './box.ts';
import { type Call, revisionOf } from './endpoint.ts';
import { headOf, safeError, toReader } from './errors.ts';
import { keptText } from './kept-text.ts';
import type { PageAnswer } from './page.ts';
import { postMessage, readPost } from './post-message.ts';
import { seeOther } from './respond.ts';
import { localPath } from './return-to.ts';

/** The chatbox on its own page; its form posts here when there is no JavaScript. */
export async function chatPage(call: Call): Promise<PageAnswer | Response> {
  const { runtime, context, locale, chat } = call;
  const here = runtime.urls.page(chat, locale);
  if (context.request.method !== 'POST') return show(call, here).catch((thrown: unknown) => waiting(call, thrown));
  const form = await readPost(context);
  const returnTo = localPath(form.return, here);
  try {
    const { room, viewer, outcome } = await postMessage(runtime, context, chat, form);
    if (!('error' in outcome)) return seeOther(returnTo);
    if (barred(viewer.member, room.chat.state) !== undefined) throw outcome.error;
    const error = safeError(outcome.error, runtime);
    const page = await show(call, returnTo, keptText(form.text, error, form.key));
    return { ...page, ...headOf(error) };
  } catch (thrown) {
    // No box is theirs now; what they wrote is.
    const error = safeError(thrown, runtime);
    const renderer = runtime.rendererOf(chat);
    const unsent = renderer.unsent({
      locale,
      key: form.key,
      message: '',
      member: form.member,
      text: form.text,
      returnTo,
      error,
    });
    return { html: renderer.alone(unsent, locale), ...headOf(error) };
  }
}

/** While the store is away: the browser asks for the box again and again. */
function waiting({ runtime, locale, chat }: Call, thrown: unknown): PageAnswer {
  if (!(thrown instanceof StoreUnavailable)) throw thrown;
  const error = safeError(thrown, runtime);
  const renderer = runtime.rendererOf(chat);
  const box = renderer.waiting(locale, { height: 'large' }, toReader(error));
  return { html: renderer.host(box, locale, { height: 'large' }), ...headOf(error) };
}

async function show(
  { runtime, context, locale, chat }: Call,
  returnTo: string,
  refused?: Refused,
): Promise<PageAnswer> {
  const { searchParams } = context.url;
  const before = searchParams.get('before');
  const to = searchParams.get('to') ?? '';
  const html = await renderBox(runtime, context, {
    chat,
    locale,
    options: { ...BoxOptions.parse({}), height: 'large' },
    returnTo,
    before: before === null ? undefined : revisionOf(before),
    draft: LOGIN_PATTERN.test(to) ? `@${to} ` : '',
    refused,
  });
  return { html: runtime.rendererOf(chat).host(html, locale, { height: 'large' }) };
}
