import type { ChatboxError } from '../../core/errors.ts';
import { cannotOpen } from '../cannot-open.ts';

export interface Address {
  /** For the client: with what the adapter adds, and with secrets. */
  readonly url: string;
  /** For a person: without secrets. */
  readonly name: string;
  readonly cluster: boolean;
  readonly credentials: Credentials;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Without TLS nothing of this is ever sent; that a call carries some is what makes the client use the unary append. */
const UNSENT: Credentials = { username: 'nobody', password: 'nothing' };

const ENCODE = 'percent-encode each: ":" is %3A, "@" is %40, "%" is %25.';
const FORM = 'esdb://user:password@host:2113, or esdb+discover://user:password@name:2113 for a cluster.';
const SHAPE = /^(esdb(?:\+discover)?):\/\/(?:([^@]*)@)?([^@/?]+)\/?(?:\?(.*))?$/;
const HOST = /^[^\s:]+(?::\d{1,5})?$/;

const SETTINGS = [
  'tls',
  'tlsVerifyCert',
  'tlsCAFile',
  'nodePreference',
  'connectionName',
  'defaultDeadline',
  'discoveryInterval',
  'maxDiscoverAttempts',
  'gossipTimeout',
  'keepAliveInterval',
  'keepAliveTimeout',
] as const;

/**
 * Reads `esdb://user:password@host:2113?tls=true`, `esdb://a,b,c` and `esdb+discover://name`.
 * The client would print a whole connection string, password included, beside an option that it does not know, and cut
 * a password at its first colon: both are refused here, without repeating a secret.
 */
export function parseConnectionString(text: string): Address {
  const [, scheme = '', user, hosts = '', query = ''] = SHAPE.exec(text.trim()) ?? [];
  const list = hosts.split(',');
  if (scheme === '' || !list.every((host) => HOST.test(host))) {
    throw invalid('its connection string is not one.');
  }
  const settings = parseSettings(query);
  const secure = settings.get('tls') !== 'false';
  if (secure && user === undefined) {
    throw invalid('over TLS it names no user.', `${FORM} A server without TLS: esdb://host:2113?tls=false`);
  }
  const cluster = scheme === 'esdb+discover' || list.length > 1;
  // A dead node is given up soon, so that a call's own time is enough to find another.
  for (const [key, value] of cluster ? [['gossipTimeout', '2'] as const, ['maxDiscoverAttempts', '2'] as const] : []) {
    if (!settings.has(key)) settings.set(key, value);
  }
  if (!settings.has('connectionName')) settings.set('connectionName', 'astro-chatbox');
  const credentials = user === undefined ? UNSENT : parseUser(user);
  const { username, password } = credentials;
  const login = user === undefined ? '' : `${encodeURIComponent(username)}:${encodeURIComponent(password)}@`;
  const search = [...settings].map(([key, value]) => `${key}=${value}`).join('&');
  return { url: `${scheme}://${login}${hosts}?${search}`, name: `${scheme}://${hosts}`, cluster, credentials };
}

function parseUser(user: string): Credentials {
  const [username, password, ...rest] = user.split(':');
  if (!username || !password || rest.length > 0) {
    throw invalid('its user and password are not of the form user:password.', ENCODE);
  }
  try {
    return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    throw invalid('its user or password is not percent-encoded.', ENCODE);
  }
}

function parseSettings(query: string): Map<string, string> {
  const settings = new Map<string, string>();
  for (const part of query.split('&').filter((part) => part !== '')) {
    const [key = '', value = '', ...rest] = part.split('=');
    const known = SETTINGS.find((name) => name.toLowerCase() === key.toLowerCase());
    if (known === undefined) throw invalid(`it has no setting "${key}".`, `one of ${SETTINGS.join(', ')}.`);
    if (value === '' || rest.length > 0) throw invalid(`its setting "${known}" needs a value.`);
    settings.set(known, value);
  }
  if (settings.get('tlsVerifyCert') === 'false') {
    throw invalid('the client verifies certificates always.', 'name your own authority: tlsCAFile=/path/to/ca.crt');
  }
  return settings;
}

/** Says what is wrong without repeating the string. */
export const invalid = (why: string, hint: string = FORM, cause?: unknown): ChatboxError =>
  cannotOpen('esdb:', 'address', why, hint, cause);
