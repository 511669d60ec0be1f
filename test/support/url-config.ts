import type { UrlConfig } from '../../plugin/http/urls.ts';

/** Of a site at the root of its host, whose first chatbox is `main`. */
export const urlConfig: UrlConfig = {
  base: '/',
  trailingSlash: 'ignore',
  path: '/chatbox',
  logIn: '/login',
  folders: { fr: '', en: '' },
  chat: 'main',
};
