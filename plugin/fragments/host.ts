import { error } from './error.ts';
import { type Html, html } from './html.ts';
import { icons } from './icons.ts';
import type { Setting } from './setting.ts';
import { textsBlock } from './texts-block.ts';
import type { Placement, Told } from './types.ts';

/** The element that stays in the page while its content is swapped; a host page's own htmx leaves it alone. */
export function host(content: Html, placement: Placement, setting: Setting): Html {
  const { urls, place, locale } = setting;
  const box = urls.box(place.chat, locale, query(placement));
  return html`<chat-box data-chat="${place.chat}" data-box="${box}" lang="${locale}" hx-disable hx-ignore>${content}</chat-box>`;
}

/**
 * What stands in a page until the box is there: as tall as the box, so that nothing moves.
 * @param told why the box did not come with the page
 */
export function waiting({ title, height }: Placement, setting: Setting, told?: Told): Html {
  const { urls, place, locale, t } = setting;
  const heading = title || t.title;
  return html`
    <section class="chatbox cb-waiting" data-height="${height ?? 'medium'}" lang="${locale}" dir="ltr" aria-label="${heading}" aria-busy="true">
      <header><h2 dir="auto">${heading}</h2></header>
      <p class="cb-state" role="status"></p>
      <div class="cb-invite">
        ${icons.chat}
        ${told && error(told, setting)}
        <noscript><a href="${urls.page(place.chat, locale)}">${t.open}</a></noscript>
      </div>
      ${textsBlock(locale)}
    </section>`;
}

/** Only what was set travels in the address. */
const query = (placement: Placement): Record<string, string> =>
  Object.fromEntries(
    Object.entries(placement)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => [name, String(value)]),
  );
