import { foldLogin, LOGIN_PATTERN } from 'astro-chatbox/events';
import { localPath } from 'astro-chatbox/members';
import { z } from 'zod';
import { href, type Locale, localeOf } from '../../i18n/locale.ts';
import { forOrigin, seeOther } from '../answer.ts';
import { PASSWORD } from '../auth.ts';
import { FORM_STATUS, line, readForm } from '../form.ts';
import { isRefusal } from '../refusal.ts';
import { accounts } from '../running-accounts.ts';
import { type SignUp, signUp } from '../sessions.ts';
import { askingOf, type PageContext } from './page.ts';
import { type FieldProblem, type Problem, problemOf, statusOf } from './problem.ts';

const Form = z.object({ login: line, name: line, email: line, password: line });

export interface SignUpPage {
  readonly locale: Locale;
  readonly returnTo: string;
  /** What was typed; never the password. */
  readonly typed: Omit<SignUp, 'password'>;
  readonly wrong: Wrong;
  readonly problem?: Problem | undefined;
  /** Whether it would be the first account of the site. */
  readonly first: boolean;
  readonly status: number;
}
type Wrong = Readonly<Partial<Record<keyof SignUp, FieldProblem | 'loginTaken' | 'emailTaken'>>>;

/** Makes an account and logs it in. */
export async function signUpPage(context: PageContext): Promise<SignUpPage | Response> {
  const locale = localeOf(context.currentLocale);
  const returnTo = localPath(context.url.searchParams.get('return'), href(locale, '/compte'));
  const opened = await accounts();
  const first = opened.database.prepare('SELECT 1 FROM user LIMIT 1').get() === undefined;
  const page = { locale, returnTo, first, status: 200, wrong: {}, typed: { login: '', name: '', email: '' } };
  if (context.request.method !== 'POST') return page;

  const form = await readForm(context, Form);
  if ('refused' in form) return { ...page, problem: { code: form.refused }, status: FORM_STATUS[form.refused] };
  const { password, ...typed } = form.fields;
  const given = { ...asMeant(typed), password };
  const wrong = mistakes(given);
  if (Object.keys(wrong).length > 0) return { ...page, typed, wrong, status: 422 };
  try {
    const cookies = await signUp(opened, askingOf(context), given);
    return seeOther(returnTo, forOrigin(cookies, context.url));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const status = statusOf(error);
    if (error.code === 'loginTaken') return { ...page, typed, wrong: { login: 'loginTaken' }, status };
    if (error.code === 'emailTaken') return { ...page, typed, wrong: { email: 'emailTaken' }, status };
    return { ...page, typed, problem: problemOf(error), status };
  }
}

const asMeant = ({ login, name, email }: Omit<SignUp, 'password'>): Omit<SignUp, 'password'> => ({
  login: foldLogin(login.trim()).replace(/^@/, ''),
  name: name.normalize('NFC').replace(/\s+/gu, ' ').trim(),
  email: email.trim().toLowerCase(),
});

/** What of it cannot be, field by field. */
export function mistakes({ login, name, email, password }: SignUp): Wrong {
  const shape = {
    login: LOGIN_PATTERN.test(login) ? undefined : 'login',
    // A name stands beside every message: nothing in it may be invisible or turn the line around.
    name: name === '' || [...name].length > 60 || /\p{Cc}|\p{Cf}|\p{Co}/u.test(name) ? 'name' : undefined,
    email: z.email().max(200).safeParse(email).success ? undefined : 'email',
    password:
      password.length < PASSWORD.least ? 'passwordShort' : password.length > PASSWORD.most ? 'passwordLong' : undefined,
  } as const;
  return Object.fromEntries(Object.entries(shape).filter(([, problem]) => problem !== undefined));
}
