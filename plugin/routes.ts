// Only `.ts` becomes `.js` when the package is made, and a URL in a string is not rewritten by the compiler.
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const route = (name: string) => ({ name, entrypoint: new URL(`./routes/${name}.${extension}`, import.meta.url) });
const page = (name: string, file: string) => ({ name, entrypoint: new URL(`./pages/${file}.astro`, import.meta.url) });

/** Answers that are not pages: fragments, streams, forms. */
export const routes = [
  'box',
  'stream',
  'messages',
  'removals',
  'restorations',
  'mutes',
  'unmutes',
  'logins',
  'menu-order',
  'health',
].map(route);

/** Pages, in the site's own layout; each also under the folders of the site's locales. */
export const pages = [
  page('', 'chat'),
  page('acts', 'acts'),
  page('muted', 'muted'),
  page('settings', 'settings'),
  page('menu', 'menu'),
];
