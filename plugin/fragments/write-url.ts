import type { Setting } from './setting.ts';

/** The chatbox's page with its composer addressed to a member: how to write to them without JavaScript. */
export function writeUrl(login: string, { urls, place, locale }: Setting): string {
  const page = urls.page(place.chat, locale);
  return `${page}${page.includes('?') ? '&' : '?'}to=${encodeURIComponent(login.toWellFormed())}`;
}
