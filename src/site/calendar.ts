import type { Locale } from '../i18n/locale.ts';

type Both = Readonly<Record<Locale, string>>;

/** An outing of every week. `day`: 0 is Sunday. */
export interface Outing {
  readonly day: number;
  readonly time: string;
  readonly crew: Both;
  readonly boat: Both;
}

export const outings: readonly Outing[] = [
  {
    day: 2,
    time: '18:30',
    crew: { fr: 'Compétition', en: 'Racing' },
    boat: { fr: 'Huit et quatre', en: 'Eight and four' },
  },
  {
    day: 3,
    time: '14:00',
    crew: { fr: 'École', en: 'Juniors' },
    boat: { fr: 'Yoles et skiffs', en: 'Gigs and singles' },
  },
  {
    day: 3,
    time: '18:00',
    crew: { fr: 'Loisir', en: 'Leisure' },
    boat: { fr: 'Yoles de quatre', en: 'Gigs for four' },
  },
  {
    day: 6,
    time: '09:00',
    crew: { fr: 'Compétition', en: 'Racing' },
    boat: { fr: 'Huit de pointe', en: 'Racing eight' },
  },
  { day: 6, time: '14:00', crew: { fr: 'École', en: 'Juniors' }, boat: { fr: 'Skiffs', en: 'Singles' } },
  {
    day: 0,
    time: '09:30',
    crew: { fr: 'Loisir', en: 'Leisure' },
    boat: { fr: 'Yoles, puis café', en: 'Gigs, then coffee' },
  },
];

/** Regattas come back each year in the same week: `month` from 1, `week` the how-manieth Sunday. */
export const regattas: readonly { month: number; week: number; name: Both; place: string; length: string }[] = [
  {
    month: 3,
    week: 2,
    name: { fr: 'Tête de rivière de la Sarmoise', en: 'Sarmoise head race' },
    place: 'Port-Vaillant',
    length: '6 km',
  },
  {
    month: 5,
    week: 3,
    name: { fr: 'Régate des Écluses', en: 'Regatta of the Locks' },
    place: 'Champ-sur-Layon',
    length: '1 km',
  },
  {
    month: 6,
    week: 4,
    name: { fr: 'Coupe des Jeunes Rames', en: 'Junior Oars Cup' },
    place: 'Port-Vaillant',
    length: '500 m',
  },
  {
    month: 9,
    week: 3,
    name: { fr: 'Traversée des deux ponts', en: 'Two Bridges crossing' },
    place: 'Saint-Aubin',
    length: '14 km',
  },
  {
    month: 11,
    week: 4,
    name: { fr: 'Challenge d’automne', en: 'Autumn challenge' },
    place: 'La Roche-Lize',
    length: '4 km',
  },
];

const ZONE = 'Europe/Paris';
const at = (date: Date, locale: Locale, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { timeZone: 'UTC', ...options }).format(date);

export const weekday = (day: number, locale: Locale, style: 'short' | 'long'): string =>
  // 4 January 1970 was a Sunday.
  at(new Date(Date.UTC(1970, 0, 4 + day)), locale, { weekday: style }).replace(/^./, (first) => first.toUpperCase());

/** The day that it is in Port-Vaillant, as midnight UTC. */
export function today(now: Date): Date {
  const [year, month, day] = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(now).split('-').map(Number);
  return new Date(Date.UTC(year ?? 1970, (month ?? 1) - 1, day));
}

/** The days with outings, from a day on. */
export function outingsFrom(start: Date, days: number): { readonly date: Date; readonly outings: readonly Outing[] }[] {
  return Array.from({ length: days }, (_, n) => {
    const date = new Date(start.getTime() + n * 86_400_000);
    return { date, outings: outings.filter(({ day }) => day === date.getUTCDay()) };
  }).filter((day) => day.outings.length > 0);
}

/** The next time of each regatta, the soonest first. */
export function regattasFrom(start: Date): { readonly date: Date; readonly regatta: (typeof regattas)[number] }[] {
  const sunday = (year: number, month: number, week: number): Date => {
    const first = new Date(Date.UTC(year, month - 1, 1));
    return new Date(Date.UTC(year, month - 1, 1 + ((7 - first.getUTCDay()) % 7) + (week - 1) * 7));
  };
  return regattas
    .map((regatta) => {
      const { month, week } = regatta;
      const year = start.getUTCFullYear();
      const date = sunday(year, month, week);
      return { regatta, date: date < start ? sunday(year + 1, month, week) : date };
    })
    .sort((a, b) => a.date.getTime() - b.date.getTime());
}

export const dayOf = (
  date: Date,
  locale: Locale,
): { readonly day: string; readonly month: string; readonly name: string } => ({
  day: at(date, locale, { day: 'numeric' }),
  month: at(date, locale, { month: 'short' }),
  name: at(date, locale, { weekday: 'long' }),
});
