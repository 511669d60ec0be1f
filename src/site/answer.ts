/** What belongs to one member is kept by no cache. */
const PRIVATE = { 'cache-control': 'private, no-store', vary: 'cookie' };

/** After a form: the page is fetched anew, and a reload sends nothing twice. */
export function seeOther(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ ...PRIVATE, location });
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}

/** Cookies of a site that is reached by https are not sent over anything else. */
export const forOrigin = (cookies: readonly string[], { protocol }: URL): readonly string[] =>
  protocol === 'https:' ? cookies.map((cookie) => `${cookie}; Secure`) : cookies;
