/**
 * To whom a text is said: the rule of `events/chatbox/addressing.ts`, which decides; a test holds the two together.
 */
export interface Address {
  readonly kind: 'public' | 'private' | 'malformed';
  readonly logins: readonly string[];
  readonly rest: string;
}

const BLANK = String.raw`\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800\ufffc\u{1d159}\u{13441}\u{13442}`;
const LEADING = new RegExp(`^[${BLANK}\\p{M}]+`, 'u');
const TOKEN = new RegExp(`^[^${BLANK}]+`, 'u');
const LOGIN = /^(?=.{3,30}$)[a-z0-9_][a-z0-9_.-]*[a-z0-9_]$/;
const LONGEST_TOKEN = 100;

const startsWithAt = (text: string): boolean =>
  String.fromCodePoint(text.codePointAt(0) ?? 0x20)
    .normalize('NFKC')
    .startsWith('@');

/** `caret`: where somebody is typing; the token that it touches is still being written, so it stays in the text. */
export function addressOf(text: string, caret?: number): Address {
  const logins = new Set<string>();
  let rest = text.replace(LEADING, '');
  while (startsWithAt(rest)) {
    const [token = ''] = TOKEN.exec(rest) ?? [];
    if (token.length > LONGEST_TOKEN) return { kind: 'malformed', logins: [...logins], rest };
    const login = token
      .normalize('NFKC')
      .toLowerCase()
      .slice(1)
      .replace(/[,:;.]+$/, '');
    if (!LOGIN.test(login)) return { kind: 'malformed', logins: [...logins], rest };
    const start = text.length - rest.length;
    if (caret !== undefined && start < caret && caret <= start + token.length) break;
    logins.add(login);
    rest = rest.slice(token.length).replace(LEADING, '');
  }
  const kind = logins.size > 0 || startsWithAt(rest) ? 'private' : 'public';
  return { kind, logins: [...logins], rest };
}

/** What is sent: the recipients written back in front of the text. */
export const written = (to: readonly string[], text: string): string =>
  [...to.map((login) => `@${login}`), text].join(' ').trimStart();
