import { foldLogin, LOGIN_PATTERN } from 'astro-chatbox/events';
import { isAPIError } from 'better-auth/api';
import { type Auth, PASSWORD } from './auth.ts';
import type { Accounts } from './open-accounts.ts';
import { Refusal } from './refusal.ts';

/** What the pages need of a request. */
export interface Asking {
  readonly headers: Headers;
  /** The address that it comes from, as far as the server knows. */
  readonly place: string;
}

export interface LogIn {
  /** A login or an e-mail address. */
  readonly name: string;
  readonly password: string;
  /** For some weeks, or until the browser is closed. */
  readonly remember: boolean;
}

export interface SignUp {
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** The `Set-Cookie` headers that an act on a session answers with. */
type Cookies = readonly string[];

/** Whoever was logged in before, in the same browser, is logged out. @throws `credentials`, `throttled`, `banned`, `busy` */
export async function logIn(accounts: Accounts, asking: Asking, given: LogIn): Promise<Cookies> {
  const login = foldLogin(given.name.trim());
  const cookies = await accounts.attempts.logIn(login, asking.place, () =>
    answered(() => authenticate(accounts.auth, login, given)),
  );
  await logOut(accounts, asking);
  accounts.database.prepare('DELETE FROM session WHERE expiresAt < ?').run(new Date().toISOString());
  return cookies;
}

async function authenticate({ api, $context }: Auth, login: string, { password, remember }: LogIn): Promise<Cookies> {
  const body = { password, rememberMe: remember };
  // Their own checks of origins are for their own routes: the pages have done theirs.
  const headers = new Headers();
  if (login.includes('@')) {
    const answer = await api.signInEmail({ headers, returnHeaders: true, body: { ...body, email: login } });
    return answer.headers.getSetCookie();
  }
  if (!LOGIN_PATTERN.test(login)) {
    // To find nobody takes as long for every name.
    await (await $context).password.hash(password.slice(0, PASSWORD.most));
    throw new Refusal('credentials');
  }
  const answer = await api.signInUsername({ headers, returnHeaders: true, body: { ...body, username: login } });
  return answer.headers.getSetCookie();
}

/** Makes an account and logs it in; the first one of a site is its owner. @throws `loginTaken`, `emailTaken`, `throttled`, `busy` */
export async function signUp(accounts: Accounts, asking: Asking, given: SignUp): Promise<Cookies> {
  const { auth, attempts, database } = accounts;
  attempts.signUp(asking.place);
  const cookies = await answered(async () => {
    const { headers, response } = await auth.api.signUpEmail({
      headers: new Headers(),
      returnHeaders: true,
      body: { email: given.email, password: given.password, name: given.name, username: given.login },
    });
    database
      .prepare("UPDATE user SET role = 'owner' WHERE id = ? AND (SELECT count(*) FROM user) = 1")
      .run(response.user.id);
    return headers.getSetCookie();
  });
  await logOut(accounts, asking);
  return cookies;
}

/** Ends the session of a request, if it has one. */
export async function logOut({ auth }: Accounts, asking: Pick<Asking, 'headers'>): Promise<Cookies> {
  const headers = new Headers({ cookie: asking.headers.get('cookie') ?? '' });
  return answered(async () => (await auth.api.signOut({ headers, returnHeaders: true })).headers.getSetCookie());
}

const TRIES = 4;

/**
 * Tries again what the database refused: while another row is read back, Better Auth writes one without its id; and a
 * file that another process writes is busy for a moment.
 */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await ask();
    } catch (error) {
      const refused = isAPIError(error) ? REFUSALS[String(error.body?.code)] : undefined;
      if (refused !== undefined) throw new Refusal(refused);
      if (!isFromDatabase(error)) throw error;
      if (left > 1) continue;
      console.error('[accounts]', error);
      throw new Refusal('busy');
    }
  }
}

function isFromDatabase(error: unknown): boolean {
  if (isAPIError(error)) return error.body?.code === 'FAILED_TO_CREATE_USER';
  return error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
}

const REFUSALS: Readonly<Record<string, Refusal['code']>> = {
  INVALID_USERNAME_OR_PASSWORD: 'credentials',
  INVALID_EMAIL_OR_PASSWORD: 'credentials',
  INVALID_EMAIL: 'credentials',
  PASSWORD_TOO_LONG: 'credentials',
  BANNED_USER: 'banned',
  USERNAME_IS_ALREADY_TAKEN: 'loginTaken',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'emailTaken',
};
