import { localPath } from 'astro-chatbox/members';
import { z } from 'zod';
import { href, type Locale, localeOf } from '../../i18n/locale.ts';
import { forOrigin, seeOther } from '../answer.ts';
import { FORM_STATUS, line, readForm } from '../form.ts';
import members from '../members.ts';
import { isRefusal } from '../refusal.ts';
import { accounts } from '../running-accounts.ts';
import { logIn } from '../sessions.ts';
import { askingOf, type PageContext } from './page.ts';
import { type Problem, problemOf, statusOf } from './problem.ts';

const Form = z.object({ name: line, password: line, remember: z.literal('on').optional() });

export interface LogInPage {
  readonly locale: Locale;
  readonly returnTo: string;
  /** What was typed; never the password. */
  readonly name: string;
  readonly remember: boolean;
  readonly problem?: Problem | undefined;
  readonly wrong: { readonly name: boolean; readonly password: boolean };
  /** Who is logged in already. */
  readonly already?: string | undefined;
  readonly demo: boolean;
  readonly status: number;
}

/** The log-in: a form that works without JavaScript, and goes back to where it was asked for. */
export async function logInPage(context: PageContext): Promise<LogInPage | Response> {
  const locale = localeOf(context.currentLocale);
  const returnTo = localPath(context.url.searchParams.get('return'), href(locale, '/compte'));
  const opened = await accounts();
  const viewer = await members.viewer(context);
  const page = { locale, returnTo, already: viewer?.member.name, demo: opened.demo, status: 200 };
  const empty = { name: '', remember: false, wrong: { name: false, password: false } };
  if (context.request.method !== 'POST') return { ...page, ...empty };

  const form = await readForm(context, Form);
  if ('refused' in form)
    return { ...page, ...empty, problem: { code: form.refused }, status: FORM_STATUS[form.refused] };
  const { name, password, remember } = form.fields;
  const typed = { name, remember: remember === 'on' };
  const wrong = { name: name.trim() === '', password: password === '' };
  if (wrong.name || wrong.password) return { ...page, ...typed, wrong, problem: { code: 'missing' }, status: 422 };
  try {
    const cookies = await logIn(opened, askingOf(context), { ...typed, password });
    return seeOther(returnTo, forOrigin(cookies, context.url));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { ...page, ...typed, wrong, problem: problemOf(error), status: statusOf(error) };
  }
}
