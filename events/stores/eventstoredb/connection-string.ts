import type { ChatboxError } from '../../core/errors.ts';
import { settingInvalid } from '../setting-invalid.ts';

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
/** The signs that the client takes for the end of a host. */
const HOST = /^[^\s:$+!?*'(),;[\]{}|"%~#<>=&]+(?::\d{1,5})?$/;

interface Values {
  readonly are: RegExp;
  readonly expected: string;
}
const FLAG: Values = { are: /^(?:true|false)$/, expected: 'true or false' };
const NUMBER: Values = { are: /^-?\d+$/, expected: 'a whole number' };
const ABOVE_ZERO: Values = { are: /^0*[1-9]\d*$/, expected: 'a whole number above 0' };
const OR_NEVER: Values = { are: /^(?:\d+|-1)$/, expected: 'a whole number, or -1 for never' };
const TEXT: Values = { are: /^[^?]+$/, expected: 'percent-encoded, such as "%20" for a blank' };
const NODE: Values = {
  are: /^(?:leader|follower|random|read[_-]?only[_-]?replica)$/i,
  expected: 'leader, follower, readOnlyReplica or random',
};
const SETTINGS: Readonly<Record<string, Values>> = {
  tls: FLAG,
  tlsVerifyCert: FLAG,
  tlsCAFile: TEXT,
  nodePreference: NODE,
  connectionName: TEXT,
  defaultDeadline: ABOVE_ZERO,
  discoveryInterval: NUMBER,
  maxDiscoverAttempts: NUMBER,
  gossipTimeout: NUMBER,
  keepAliveInterval: OR_NEVER,
  keepAliveTimeout: OR_NEVER,
};

/**
 * Reads `esdb://user:password@host:2113?tls=true`, `esdb://a,b,c` and `esdb+discover://name`, without the client: what
 * that would refuse when it is opened is refused where it is configured. Throws STORE_SETTING_INVALID.
 *
 * The client would print a whole connection string, password included, beside an option that it does not know, and cut
 * a password at its first colon: both are refused here, without repeating a secret.
 */
export function parseConnectionString(text: string): Address {
  const [, scheme = '', user, hosts = '', query = ''] = SHAPE.exec(text.trim()) ?? [];
  const list = hosts.split(',');
  if (scheme === '' || !list.every((host) => HOST.test(host))) {
    throw invalid('is not one of EventStoreDB.');
  }
  const settings = parseSettings(query);
  const secure = settings.get('tls') !== 'false';
  if (secure && user === undefined) {
    throw invalid('names no user, and goes over TLS.', `${FORM} A server without TLS: esdb://host:2113?tls=false`);
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
    throw invalid('has a user and a password that are not of the form user:password.', ENCODE);
  }
  const [name, secret] = [decoded(username), decoded(password)];
  if (name === undefined || secret === undefined) {
    throw invalid('has a user or a password that is not percent-encoded.', ENCODE);
  }
  return { username: name, password: secret };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function parseSettings(query: string): Map<string, string> {
  const settings = new Map<string, string>();
  for (const part of query.split('&').filter((part) => part !== '')) {
    const [key = '', value = '', ...rest] = part.split('=');
    const [name, values] = Object.entries(SETTINGS).find(([name]) => name.toLowerCase() === key.toLowerCase()) ?? [];
    if (name === undefined || values === undefined) {
      // It is not repeated: behind an unencoded "@" and "?" it is a part of the password.
      throw invalid('has a setting that does not exist.', `one of ${Object.keys(SETTINGS).join(', ')}.`);
    }
    if (rest.length > 0 || !values.are.test(value) || decoded(value) === undefined) {
      throw invalid(`has a wrong value for "${name}".`, `${name} is ${values.expected}.`);
    }
    settings.set(name, value);
  }
  if (settings.get('tlsVerifyCert') === 'false') {
    throw invalid(
      'has tlsVerifyCert=false, but the client verifies certificates always.',
      'name your own authority: tlsCAFile=/path/to/ca.crt',
    );
  }
  return settings;
}

/** Says what is wrong without repeating the string. */
const invalid = (why: string, hint: string = FORM): ChatboxError =>
  settingInvalid(`its connection string ${why}`, hint);
