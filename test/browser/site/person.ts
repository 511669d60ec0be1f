/** A browser without JavaScript, as far as a server can tell: it keeps its cookies and follows no redirect by itself. */
export function person(origin: string) {
  const jar = new Map<string, string>();

  async function ask(path: string, init: RequestInit & { headers?: Record<string, string> } = {}) {
    const headers = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '), ...init.headers };
    const response = await fetch(new URL(path, origin), { redirect: 'manual', ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const [name = '', ...value] = pair.split('=');
      if (/max-age=0/i.test(cookie)) jar.delete(name);
      else jar.set(name, value.join('='));
    }
    return {
      status: response.status,
      location: response.headers.get('location') ?? '',
      headers: response.headers,
      html: (await response.text()).replace(/&#39;/g, "'"),
    };
  }

  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin, 'sec-fetch-site': 'same-origin', ...headers },
    });
  return {
    get: (path: string) => ask(path),
    post,
    logIn: (name: string, password: string, path = '/connexion') => post(path, { name, password }),
    cookies: jar,
  };
}
