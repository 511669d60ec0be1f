import type { Locale } from '../i18n/locale.ts';

/** What Astro's configuration says of addresses. */
export interface UrlConfig {
  readonly base: string;
  readonly trailingSlash: 'always' | 'never' | 'ignore';
  /** Where the plugin's routes live: `/chatbox`. */
  readonly path: string;
  /** The site's log-in page. */
  readonly logIn: string;
  /** What the pages of a language stand under: `/fr`, or nothing. */
  readonly folders: Readonly<Record<Locale, string>>;
  /** The chatbox of an address that names none: the first of the site. */
  readonly chat: string;
}

export type Urls = ReturnType<typeof createUrls>;

/**
 * Every address of the plugin. `trailingSlash: 'always'` would answer a POST with a redirect and lose its body, so
 * nothing builds an address elsewhere.
 */
export function createUrls({ base, trailingSlash, path, logIn, folders, chat: first }: UrlConfig) {
  const root = base.replace(/\/+$/, '');
  const at = (name: string, query: Record<string, string | undefined> = {}, folder = ''): string => {
    const bare = `${root}${folder}${path}${name === '' ? '' : `/${name}`}`;
    const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
    const search = new URLSearchParams(given).toString();
    return `${bare}${trailingSlash === 'always' ? '/' : ''}${search === '' ? '' : `?${search}`}`;
  };
  const of =
    (name: string) =>
    (chat: string, locale: Locale): string =>
      at(name, { chat, locale });
  return {
    /** With the options of the place where it stands. */
    box: (chat: string, locale: Locale, options: Record<string, string> = {}) =>
      at('box', { chat, locale, ...options }),
    /** Names whose box it is for, and as what they are shown there. */
    stream: (chat: string, locale: Locale, shown: { readonly member: string; readonly moderator: boolean }) =>
      at('stream', { chat, locale, member: shown.member, moderator: String(shown.moderator) }),
    messages: of('messages'),
    older: (chat: string, locale: Locale, before: bigint) => at('messages', { chat, locale, before: String(before) }),
    removals: of('removals'),
    restorations: of('restorations'),
    mutes: of('mutes'),
    unmutes: of('unmutes'),
    logins: of('logins'),
    health: () => at('health'),
    /** The chatbox on a page of its own: where reading and posting work without JavaScript. */
    page: (chat: string, locale: Locale, before?: bigint) =>
      at('', { ...(chat !== first && { chat }), before: before?.toString() }, folders[locale]),
    /** The same with its composer addressed to a member: how to write to them without JavaScript. */
    writeTo: (chat: string, locale: Locale, login: string) =>
      at('', { ...(chat !== first && { chat }), to: login }, folders[locale]),
    /** What a member may do with one message. */
    acts: (chat: string, locale: Locale, revision: bigint, returnTo?: string, done?: string) =>
      at('acts', { chat, revision: String(revision), return: returnTo, done }, folders[locale]),
    /** Who may not write now, for moderators. */
    muted: (chat: string, locale: Locale) => at('muted', { chat }, folders[locale]),
    settings: (locale: Locale, query: { readonly chat?: string; readonly saved?: string } = {}) =>
      at('settings', query, folders[locale]),
    menu: (locale: Locale, query: { readonly menu?: string; readonly saved?: string } = {}) =>
      at('menu', query, folders[locale]),
    /** The saved order of a menu, as a style sheet for prerendered pages. */
    menuOrder: (menu: string) => at('menu-order', { menu }),
    logIn: (locale: Locale, returnTo?: string) => {
      const [, path = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(logIn) ?? [];
      const page = path.startsWith('/') ? `${root}${path === '/' ? '' : folders[locale]}${path}` : path;
      const slash = trailingSlash === 'always' && path.startsWith('/') && !page.endsWith('/') ? '/' : '';
      const back = returnTo === undefined ? '' : `return=${encodeURIComponent(returnTo)}`;
      const asked = [query, back].filter((part) => part !== '').join('&');
      return `${page}${slash}${asked && `?${asked}`}`;
    },
  };
}
