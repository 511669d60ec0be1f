import { createHmac, timingSafeEqual } from 'node:crypto';

/** The token in a signed session cookie, `token.signature` as Better Auth writes it; none when it was tampered with. */
export function sessionToken(cookie: string, secret: string): string | undefined {
  const dot = cookie.lastIndexOf('.');
  if (dot < 1) return undefined;
  const token = cookie.slice(0, dot);
  const expected = createHmac('sha256', secret).update(token).digest();
  const given = Buffer.from(cookie.slice(dot + 1), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
}
