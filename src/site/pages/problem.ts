import type { Locale } from '../../i18n/locale.ts';
import { count, fill, textsOf } from '../../i18n/texts.ts';
import type { FormRefusal } from '../form.ts';
import type { Refusal, RefusalCode } from '../refusal.ts';

/** What a form is refused for: a code, and what its sentence names. */
export interface Problem {
  readonly code: RefusalCode | FormRefusal | FieldProblem;
  readonly details?: Readonly<Record<string, string | number>>;
}
export type FieldProblem = 'login' | 'name' | 'email' | 'passwordShort' | 'passwordLong' | 'missing';

export const problemOf = ({ code, details }: Refusal): Problem => ({ code, details });

const STATUS: Readonly<Partial<Record<RefusalCode, number>>> = {
  credentials: 401,
  throttled: 429,
  banned: 403,
  loginTaken: 409,
  emailTaken: 409,
  groupNameTaken: 409,
  groupGone: 404,
  groupChanged: 409,
  groupInUse: 409,
  busy: 503,
};

export const statusOf = ({ code }: Refusal): number => STATUS[code] ?? 422;

/** The sentence, in the reader's language. */
export function sentence(locale: Locale, { code, details = {} }: Problem): string {
  const text = textsOf(locale).errors[code];
  return typeof text === 'string' ? fill(text, details) : count(locale, Number(details.seconds), text);
}

/** `Retry-After` where waiting helps. */
export const waitOf = ({ code, details }: Problem): string | undefined =>
  code === 'throttled' ? String(details?.seconds) : code === 'busy' ? '2' : undefined;
