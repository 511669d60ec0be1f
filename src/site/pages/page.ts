import type { APIContext } from 'astro';
import type { Member } from 'astro-chatbox/members';
import { href, type Locale, localeOf } from '../../i18n/locale.ts';
import { seeOther } from '../answer.ts';
import members from '../members.ts';

/** What the pages of members are made from; `Astro` is one. */
export type PageContext = Pick<
  APIContext,
  'request' | 'url' | 'cookies' | 'locals' | 'clientAddress' | 'currentLocale' | 'params'
>;

export interface MemberPage {
  readonly locale: Locale;
  readonly member: Member;
}

/** The log-in page, and back to where somebody wanted to be. */
const toLogIn = (locale: Locale, { pathname, search }: URL): string =>
  `${href(locale, '/connexion')}?return=${encodeURIComponent(pathname + search)}`;

/** Whoever is logged in; visitors are sent to log in. */
export async function membersOnly(context: PageContext): Promise<MemberPage | Response> {
  const locale = localeOf(context.currentLocale);
  const viewer = await members.viewer(context);
  return viewer === undefined ? seeOther(toLogIn(locale, context.url)) : { locale, member: viewer.member };
}

export const isOwner = ({ roles }: Member): boolean => roles.includes('owner');

/** Where a request comes from, and its cookies. */
export function askingOf({ request, clientAddress }: PageContext): { headers: Headers; place: string } {
  return { headers: request.headers, place: clientAddress };
}
