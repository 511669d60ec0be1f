import { type Html, html } from './html.ts';
import type { Locale } from './types.ts';

/** The times of a page by the site's clock; with JavaScript the reader's own takes its place, in the same form. */
export interface Clock {
  /** `14:03` */
  time(iso: string): Html;
  /** `14:03` today; `14:03 le 12 oct.` on any other day. */
  instant(iso: string): Html;
  /** `2026-10-12` */
  dayOf(iso: string): string;
  /** `lundi 12 octobre 2026` */
  day(iso: string): Html;
}

const clocks = new Map<string, Clock>();

/** One clock for all who read that language in that zone: to make its formats takes `Intl` half a millisecond. */
export function clockOf(locale: Locale, timeZone: string): Clock {
  const key = `${locale} ${timeZone}`;
  const clock = clocks.get(key) ?? createClock(locale, timeZone);
  clocks.set(key, clock);
  return clock;
}

/** @param now milliseconds since 1970 */
export function createClock(locale: Locale, timeZone: string, now: () => number = Date.now): Clock {
  const format = (options: Intl.DateTimeFormatOptions, language: string = locale) =>
    new Intl.DateTimeFormat(language, { timeZone, ...options });
  const hours = { hour: locale === 'en' ? 'numeric' : '2-digit', minute: '2-digit' } as const;
  const time = format(hours);
  const date = format({ day: 'numeric', month: 'short' });
  const day = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  // Swedish writes dates as ISO 8601 does.
  const iso8601 = format({ year: 'numeric', month: '2-digit', day: '2-digit' }, 'sv');
  const dayOf = (iso: string): string => write(iso8601, iso);
  return {
    time: (iso) => html`<time datetime="${iso}">${write(time, iso)}</time>`,
    instant(iso) {
      const isToday = dayOf(iso) === iso8601.format(now());
      const on = !isToday && html` ${locale === 'fr' ? 'le' : 'on'} ${write(date, iso)}`;
      return html`<time class="cb-instant" datetime="${iso}">${write(time, iso)}${on}</time>`;
    },
    dayOf,
    day: (iso) => html`<time datetime="${dayOf(iso)}">${write(day, iso)}</time>`,
  };
}

/** What is not a date is written as it came, rather than lose the rest of the page. */
function write(format: Intl.DateTimeFormat, iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : format.format(at);
}
