import { foldLogin, LOGIN_PATTERN } from './member.ts';

/** To whom a text is said. `logins` are folded and each there once; `malformed` is what could not be a login. */
export type Address =
  | { readonly kind: 'public'; readonly text: string }
  | { readonly kind: 'private'; readonly logins: readonly string[]; readonly text: string }
  | { readonly kind: 'malformed'; readonly token: string };

/** White space and whatever shows nothing: none of it may stand between an `@` and its meaning. */
const BLANK = String.raw`\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800\ufffc\u{1d159}\u{13441}\u{13442}`;
const LEADING = new RegExp(`^[${BLANK}\\p{M}]+`, 'u');
const TOKEN = new RegExp(`^[^${BLANK}]+`, 'u');
/** Punctuation that people write after a name: `@bob: hello`. */
const AFTER_A_NAME = /[,:;.]+$/;
/** UTF-16 units: no login is that long, and what looks at a longer token takes the square of its length. */
const LONGEST_TOKEN = 100;

/**
 * Splits the leading `@login` tokens from a text. Whatever a person could take for a leading `@` is one, so that
 * a text meant for somebody never comes out as public.
 */
export function addressOf(text: string): Address {
  let rest = text.replace(LEADING, '');
  if (!startsWithAt(rest)) return { kind: 'public', text: rest.trimEnd() };
  const logins = new Set<string>();
  while (startsWithAt(rest)) {
    const token = TOKEN.exec(rest)?.[0] ?? '';
    if (token.length > LONGEST_TOKEN) return { kind: 'malformed', token };
    const login = foldLogin(token).slice(1).replace(AFTER_A_NAME, '');
    if (!LOGIN_PATTERN.test(login)) return { kind: 'malformed', token };
    logins.add(login);
    rest = rest.slice(token.length).replace(LEADING, '');
  }
  return { kind: 'private', logins: [...logins], text: rest.trimEnd() };
}

/** Compatibility forms of `@`, such as the full-width one, are `@`. */
function startsWithAt(text: string): boolean {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 0x20);
  return first.normalize('NFKC').startsWith('@');
}
