import type { Urls } from '../http/urls.ts';
import { texts } from '../i18n/texts.ts';
import type { Texts } from '../i18n/texts-en.ts';
import { type Clock, clockOf } from './clock.ts';
import type { Locale, Place } from './types.ts';

/** What every fragment of one chatbox in one language is made with. */
export interface Setting {
  readonly urls: Urls;
  readonly place: Place;
  readonly locale: Locale;
  readonly t: Texts;
  readonly clock: Clock;
}

export const createSetting = (urls: Urls, place: Place, locale: Locale): Setting => ({
  urls,
  place,
  locale,
  t: texts[locale],
  clock: clockOf(locale, place.timeZone),
});
