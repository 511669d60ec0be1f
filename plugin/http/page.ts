import type { AstroGlobal } from 'astro';
import type { ChatboxError } from '../../events/core/errors.ts';
import type { Runtime } from '../create-runtime.ts';
import type { Renderer } from '../fragments/renderer.ts';
import type { Locale } from '../i18n/locale.ts';
import { getRuntime, site } from '../runtime.ts';
import type { Call } from './endpoint.ts';
import { type Head, headOf, toReader } from './errors.ts';
import { failure } from './failure.ts';
import { pageLocale } from './locale.ts';
import { isHtmx, PRIVATE } from './respond.ts';

/** What one of the plugin's pages says; the site's layout goes around it. */
export interface PageAnswer extends Partial<Head> {
  readonly title?: string | undefined;
  readonly html: string;
}

/**
 * Runs a page, and makes of its errors what a reader may be told, in the site's layout too. Status and headers are those
 * of the page's response by then.
 */
export async function answerPage(
  context: AstroGlobal,
  page: (call: Call) => Promise<PageAnswer | Response>,
): Promise<{ readonly title: string; readonly html: string } | Response> {
  const locale = pageLocale(context.currentLocale, site.options.locale);
  const chat = context.url.searchParams.get('chat') ?? site.urls.chat;
  const complete = ({ title = 'Chatbox', html, status = 200, headers = {} }: PageAnswer) => {
    context.response.status = status;
    for (const [name, value] of Object.entries({ ...PRIVATE, ...headers })) context.response.headers.set(name, value);
    return { title, html };
  };
  let runtime: Runtime | undefined;
  try {
    runtime = await getRuntime();
    const answer = await page({ runtime, context, locale, chat });
    return answer instanceof Response ? answer : complete(answer);
  } catch (thrown) {
    const { error, renderer } = failure(thrown, runtime, chat);
    return complete({ html: insteadOf(context, error, renderer, locale), ...headOf(error) });
  }
}

/** Whoever only has to log in before they see a page is invited to, and comes back to it. */
function insteadOf({ request, url }: AstroGlobal, error: ChatboxError, renderer: Renderer, locale: Locale): string {
  const isReader = request.method === 'GET';
  if (isReader && !isHtmx(request) && error.code === 'HTTP_LOGGED_OUT') {
    return renderer.farewell('visitor', locale, { returnTo: `${url.pathname}${url.search}` });
  }
  return renderer.alone(renderer.error(isReader ? toReader(error) : error, locale), locale);
}
