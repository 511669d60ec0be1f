import type { APIContext, APIRoute } from 'astro';
import { ChatboxError } from '../../events/core/errors.ts';
import type { Runtime } from '../create-runtime.ts';
import type { Locale } from '../i18n/locale.ts';
import { getRuntime, site } from '../runtime.ts';
import { headOf, toReader } from './errors.ts';
import { failure } from './failure.ts';
import { localeOf } from './locale.ts';
import { htmlResponse } from './respond.ts';

/** What every answer works with, a page's too. */
export interface Call {
  readonly runtime: Runtime;
  readonly context: APIContext;
  readonly locale: Locale;
  /** The chatbox that the address names, or the first of the site. */
  readonly chat: string;
}

/** An endpoint whose errors become their status and a sentence in the reader's language, never a stack. */
export const endpoint =
  (answer: (call: Call) => Promise<Response>): APIRoute =>
  async (context) => {
    const locale = localeOf(context.url, site.options.locale);
    const chat = context.url.searchParams.get('chat') ?? site.urls.chat;
    let runtime: Runtime | undefined;
    try {
      runtime = await getRuntime();
      return await answer({ runtime, context, locale, chat });
    } catch (thrown) {
      const { error, renderer } = failure(thrown, runtime, chat);
      const told = context.request.method === 'GET' ? toReader(error) : error;
      return htmlResponse(renderer.error(told, locale), headOf(error));
    }
  };

/** A revision from outside: digits alone, and not more of them than a log will ever need. */
export function revisionOf(given: string | null | undefined): bigint {
  if (given != null && /^\d{1,15}$/.test(given)) return BigInt(given);
  throw new ChatboxError('HTTP_BAD_FORM', 'That is not a revision.');
}
