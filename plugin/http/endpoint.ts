import type { APIContext, APIRoute } from 'astro';
import { ChatboxError } from '../../events/core/errors.ts';
import type { Runtime } from '../create-runtime.ts';
import type { Locale } from '../i18n/locale.ts';
import { complain } from '../plain-line.ts';
import { getRuntime } from '../runtime.ts';
import { headersOf, type SiteLog, safeError, statusOf } from './errors.ts';
import { localeOf } from './locale.ts';
import { htmlResponse } from './respond.ts';

/** What every answer works with. */
export interface Call {
  readonly runtime: Runtime;
  readonly context: APIContext;
  readonly locale: Locale;
  /** The chatbox that the address names. */
  readonly chat: string;
}

/** Where a chat that does not start says why. */
export const NOT_STARTED: SiteLog = { log: complain, outage: complain };

/** An endpoint whose errors become their status and a sentence in the reader's language, never a stack. */
export const endpoint =
  (answer: (call: Call) => Promise<Response>): APIRoute =>
  async (context) => {
    let runtime: Runtime | undefined;
    try {
      runtime = await getRuntime();
      const { searchParams } = context.url;
      const locale = localeOf(context.url, runtime.options.locale);
      return await answer({
        runtime,
        context,
        locale,
        chat: searchParams.get('chat') ?? runtime.options.chatboxes[0] ?? '',
      });
    } catch (thrown) {
      const error = safeError(thrown, runtime ?? NOT_STARTED);
      const locale = localeOf(context.url, runtime?.options.locale ?? 'en');
      const chat = context.url.searchParams.get('chat') ?? 'main';
      const html =
        runtime?.rendererOf(chat).error(error, locale) ?? 'The chat cannot start; the log of the site says why.';
      return htmlResponse(html, statusOf(error), headersOf(error));
    }
  };

/** A revision from outside: digits alone, and not more of them than a log will ever need. */
export function revisionOf(given: string | null | undefined): bigint {
  if (given != null && /^\d{1,15}$/.test(given)) return BigInt(given);
  throw new ChatboxError('HTTP_BAD_FORM', 'That is not a revision.');
}
