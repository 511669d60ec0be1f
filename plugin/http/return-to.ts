/** A path of this site, or the fallback: never another host, whatever browsers make of back-slashes and controls. */
export function localPath(given: string | null | undefined, fallback: string): string {
  if (given == null || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(given) || given.length > 2_000) return fallback;
  const here = 'http://here.invalid';
  if (!URL.canParse(given, here)) return fallback;
  const url = new URL(given, here);
  // `/.//host` is a path of this site to begin with, and `//host` once the dot is resolved.
  if (url.origin !== here || url.pathname.startsWith('//')) return fallback;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The page that a link or a fragment of ours was asked for from, as far as the browser tells. */
export function cameFrom({ headers }: Request): string | null {
  const page = headers.get('hx-current-url') ?? headers.get('referer');
  if (page === null || !URL.canParse(page)) return null;
  const { pathname, search } = new URL(page);
  return pathname + search;
}
