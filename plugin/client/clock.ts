import type { Say } from './texts.ts';

const DAY = 86_400_000;

/** Midnight of that day in the reader's zone. */
export const dayOf = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

export interface Clock {
  time(at: number): string;
  full(at: number): string;
  day(day: number): string;
}

/** Times as the reader's own clock and language have them. */
export function clock(language: string, say: Say): Clock {
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
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
  const format = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  for (const time of root.querySelectorAll<HTMLTimeElement>('time.cb-instant')) {
    const at = Date.parse(time.dateTime);
    if (!Number.isNaN(at)) time.textContent = format.format(at);
  }
}
