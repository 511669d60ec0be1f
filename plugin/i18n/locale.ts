/** The languages that everything is written in. */
export const locales = ['fr', 'en'] as const;
export type Locale = (typeof locales)[number];

export const isLocale = (given: unknown): given is Locale => locales.some((one) => one === given);
