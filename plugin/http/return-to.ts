/** A path of this site, or the fallback: never another host, whatever browsers make of back-slashes and controls. */
export function localPath(given: string | null | undefined, fallback: string): string {
  if (given == null || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(given) || given.length > 2_000) return fallback;
  const here = 'http://here.invalid';
  if (!URL.canParse(given, here)) return fallback;
  const url = new URL(given, here);
  return url.origin === here ? `${url.pathname}${url.search}${url.hash}` : fallback;
}
