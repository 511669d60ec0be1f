import type { Head } from './errors.ts';

/** What belongs to one member is kept by no cache. */
export const PRIVATE = { 'cache-control': 'private, no-store', vary: 'cookie, hx-request' };

export const htmlResponse = (html: string, { status, headers }: Head = { status: 200, headers: {} }): Response =>
  new Response(html, { status, headers: { 'content-type': 'text/html; charset=utf-8', ...PRIVATE, ...headers } });

export const jsonResponse = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json', ...PRIVATE } });

/** After a form without JavaScript: the page is fetched anew, and a reload sends nothing twice. */
export const seeOther = (location: string): Response =>
  new Response(null, { status: 303, headers: { location, ...PRIVATE } });

export const isHtmx = (request: Request): boolean => request.headers.get('hx-request') === 'true';
