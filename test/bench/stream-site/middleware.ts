import type { MiddlewareHandler } from 'astro';

/** As a site has it: something on every answer, streams too. */
export const onRequest: MiddlewareHandler = async ({ cookies }, next) => {
  cookies.set('seen', 'yes', { path: '/' });
  const answer = await next();
  answer.headers.set('x-frame-options', 'DENY');
  return answer;
};
