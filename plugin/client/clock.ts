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

/** Instants that the server wrote by the site's clock, such as the end of a mute. */
export function localize(root: ParentNode, language: string): void {
  const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', ...hours(language) });
  for (const time of root.querySelectorAll<HTMLTimeElement>('time.cb-instant')) {
    const at = Date.parse(time.dateTime);
    if (Number.isNaN(at)) continue;
    const text = format.format(at);
    // As the server writes it.
    time.textContent = language === 'fr' ? text.replace(', ', ' à ') : text;
  }
}
