import { ChatboxError } from '../../events/core/errors.ts';

/** The one place where a code becomes an HTTP status. */
export const statuses: Readonly<Record<string, number>> = {
  CHATBOX_DISABLED: 403,
  CHATBOX_NOT_IN_GROUP: 403,
  CHATBOX_MUTED: 403,
  CHATBOX_NOT_A_MODERATOR: 403,
  CHATBOX_CANNOT_MUTE: 403,
  CHATBOX_NOT_AN_OWNER: 403,
  CHATBOX_PLAN_MISSING: 403,
  CHATBOX_RESTORING_WAITS: 403,
  CHATBOX_FLOOD: 429,
  CHATBOX_KEY_REUSED: 409,
  CHATBOX_KEY_TOO_OLD: 409,
  CHATBOX_SETTINGS_CHANGED: 409,
  CHATBOX_MESSAGE_REMOVED: 409,
  CHATBOX_MESSAGE_NOT_REMOVED: 409,
  CHATBOX_NOT_MUTED: 409,
  CHATBOX_MESSAGE_UNKNOWN: 404,
  CHATBOX_MEMBER_UNKNOWN: 404,
  CHATBOX_MENU_CHANGED: 409,
  CHAT_UNKNOWN: 404,
  CHAT_NOT_STARTED: 503,
  CHAT_FULL: 503,
  MENU_UNKNOWN: 404,
  MEMBER_UNFIT: 403,
  HTTP_BAD_FORM: 400,
  HTTP_FORM_TOO_LARGE: 413,
  HTTP_CROSS_SITE: 403,
  HTTP_LOGGED_OUT: 401,
  HTTP_OTHER_MEMBER: 409,
  HTTP_TOO_MANY_STREAMS: 429,
  STORE_UNAVAILABLE: 503,
  STORE_OUTCOME_UNKNOWN: 503,
  STORE_TOO_LARGE: 413,
  INTERNAL: 500,
};

/** A refusal without a status of its own is about what was typed. */
export const statusOf = ({ code }: ChatboxError): number => statuses[code] ?? (code.startsWith('CHATBOX_') ? 422 : 500);

/** Where whoever runs the site reads what went wrong. */
export interface SiteLog {
  log(line: string): void;
  /** Takes why the store does not write, from each request that this refuses. */
  outage(why: string): void;
}

/** Whatever was thrown, as something safe to tell; what a reader need not know goes to the log alone. */
export function safeError(error: unknown, { log, outage }: SiteLog): ChatboxError {
  if (error instanceof ChatboxError && statusOf(error) !== 500) {
    if (error.code.startsWith('STORE_')) outage(error.message);
    return error;
  }
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return new ChatboxError('INTERNAL', 'Something failed; the log of the site says what.');
}

/** The same for whoever asked for a page only: nothing was to be done, and nothing typed. */
export const toReader = (error: ChatboxError): ChatboxError =>
  error.code === 'STORE_UNAVAILABLE' ? new ChatboxError('STORE_AWAY', error.message) : error;

/** What an answer begins with. */
export interface Head {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Of an answer that tells an error: `Retry-After` where waiting helps. */
export function headOf(error: ChatboxError): Head {
  const status = statusOf(error);
  if (error.code === 'CHATBOX_FLOOD') return { status, headers: { 'retry-after': String(error.details.seconds ?? 1) } };
  return { status, headers: status === 503 ? { 'retry-after': '2' } : {} };
}
