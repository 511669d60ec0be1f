import type { Say } from './texts.ts';

const DAY = 86_400_000;

/** Midnight of that day in the reader's zone. */
export const dayOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** `09:05` in French, `9:05 AM` in English. */
export const hours = (language: string): Intl.DateTimeFormatOptions => ({
  hour: language === 'en' ? 'numeric' : '2-digit',
  minute: '2-digit',
});

export interface Clock {
  time(at: number): string;
  full(at: number): string;
  day(day: number): string;
}

/** Times as the reader's own clock and language have them. */
export function clock(language: string, say: Say): Clock {
  const time = new Intl.DateTimeFormat(language, hours(language));
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
  return {
    time: (at) => time.format(at),
    full: (at) => full.format(at),
    // Rounded: a day has 23 or 25 hours twice a year.
    day(day) {
      const ago = Math.round((dayOf(Date.now()) - day) / DAY);
      return (ago === 0 && say('today')) || (ago === 1 && say('yesterday')) || date.format(day);
    },
  };
}

/** `14:03` today, `14:03 le 12 oct.` on any other day, as the server writes it; times are in ms. */
export function instant(language: string): (at: number, now: number) => string {
  const time = new Intl.DateTimeFormat(language, hours(language));
  const date = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
  const on = language === 'fr' ? 'le' : 'on';
  return (at, now) => time.format(at) + (dayOf(at) === dayOf(now) ? '' : ` ${on} ${date.format(at)}`);
}

/** Instants that the server wrote by the site's clock, such as the end of a mute. */
export function localize(root: ParentNode, language: string): void {
  const write = instant(language);
  for (const time of root.querySelectorAll<HTMLTimeElement>('time.cb-instant')) {
    const at = Date.parse(time.dateTime);
    if (!Number.isNaN(at)) time.textContent = write(at, Date.now());
  }
}
