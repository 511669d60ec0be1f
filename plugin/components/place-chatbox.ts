import type { AstroGlobal } from 'astro';
import { MAX_GRAPHEMES } from '../../events/chatbox/text.ts';
import type { Runtime } from '../create-runtime.ts';
import { createRenderer } from '../fragments/renderer.ts';
import type { Placement } from '../fragments/types.ts';
import { BoxOptions, renderBox } from '../http/box.ts';
import { toReader } from '../http/errors.ts';
import { failure } from '../http/failure.ts';
import { pageLocale } from '../http/locale.ts';
import { createUrls } from '../http/urls.ts';
import { getRuntime, site } from '../runtime.ts';

export interface ChatboxProps extends Placement {
  /** Which chatbox: one of the option `chatboxes`; by default the first. */
  readonly id?: string | undefined;
}

/** The HTML of a chatbox in a page. Nothing is opened while a site is built: a prerendered page is everybody's. */
export async function placeChatbox(astro: AstroGlobal, { id, ...placement }: ChatboxProps): Promise<string> {
  const { options: settings, urls: config, build } = site;
  const chat = id ?? config.chat;
  const locale = pageLocale(astro.currentLocale, settings.locale);
  const place = { chat, timeZone: settings.timeZone, build, max: MAX_GRAPHEMES };
  const renderer = createRenderer(createUrls(config), place);
  const options = BoxOptions.parse(placement);
  const box = async (): Promise<string> => {
    if (astro.isPrerendered) return renderer.waiting(locale, options);
    let runtime: Runtime | undefined;
    try {
      runtime = await getRuntime();
      return await renderBox(runtime, astro, {
        chat,
        locale,
        options,
        returnTo: astro.url.pathname + astro.url.search,
      });
    } catch (thrown) {
      // The page around it is worth more than the box: the browser asks for it again.
      return renderer.waiting(locale, options, toReader(failure(thrown, runtime, chat).error));
    }
  };
  return renderer.host(await box(), locale, placement);
}
