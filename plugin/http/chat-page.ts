import { LOGIN_PATTERN } from '../../events/chatbox/member.ts';
import { BoxOptions, type Refused, renderBox } from './box.ts';
import { revisionOf } from './endpoint.ts';
import { headersOf, safeError, statusOf } from './errors.ts';
import { keptText } from './kept-text.ts';
import type { PageAnswer, PageCall } from './page.ts';
import { postMessage } from './post-message.ts';
import { seeOther } from './respond.ts';
import { localPath } from './return-to.ts';

/** The chatbox on its own page; its form posts here when there is no JavaScript. */
export async function chatPage(call: PageCall): Promise<PageAnswer | Response> {
  const { runtime, context, locale, chat } = call;
  const here = runtime.urls.page(chat, locale);
  if (context.request.method !== 'POST') return show(call, here);
  const { form, outcome } = await postMessage(runtime, context, chat);
  const returnTo = localPath(form.return, here);
  if (!('error' in outcome)) return seeOther(returnTo);
  const error = safeError(outcome.error, runtime);
  const page = await show(call, returnTo, keptText(form.text, error, form.key));
  return { ...page, status: statusOf(error), headers: headersOf(error) };
}

async function show(
  { runtime, context, locale, chat }: PageCall,
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
