import { type Html, html } from '../fragments/html.ts';
import type { Farewell } from '../fragments/types.ts';
import { plural } from './plural.ts';

type Text = string | Html;

/** What the fragments say. The other languages say the same, or do not compile. */
export interface Texts {
  readonly title: string;
  readonly messages: string;
  readonly empty: string;
  readonly older: string;
  readonly sound: string;
  readonly present: (n: number) => string;
  /** Stands in an attribute too. */
  readonly writeTo: (login: string) => string;
  /** For a private message, its readers beside the author. */
  readonly private: (readers: Html) => Text;
  readonly removedByAuthor: string;
  readonly removedByModerators: string;
  /** For whoever may restore it. */
  readonly removedBy: (login: string) => Text;
  readonly reason: (reason: string) => Text;
  readonly restore: string;
  /** That it was done. */
  readonly restored: string;
  readonly acts: string;
  readonly actsOn: (login: string) => string;
  /** The heading of what may be done with a message: another's, and one's own. */
  readonly actsOf: (login: string) => Text;
  readonly actsOfOwn: string;
  readonly close: string;
  readonly back: string;
  readonly removal: { readonly own: string; readonly other: string; readonly reason: string };
  readonly mute: {
    readonly title: (login: string) => Text;
    readonly reason: string;
    readonly length: string;
    readonly lengths: Readonly<Record<10 | 60 | 1440 | 10080, string>>;
    readonly submit: string;
    readonly now: (login: string, until: Html, reason: string) => Text;
    readonly lift: string;
    /** That it was done. */
    readonly lifted: (login: string) => Text;
    readonly by: (login: string) => Text;
    /** The page of all that are muted. */
    readonly all: string;
    readonly nobody: string;
  };
  /** What the author cannot take back by themselves. */
  readonly appeal: string;
  readonly compose: {
    readonly label: string;
    readonly placeholder: string;
    readonly send: string;
    /** Logins that complete what was begun. */
    readonly suggestions: string;
  };
  readonly interrupted: string;
  readonly mutedUntil: (until: Html, reason: string) => Text;
  readonly farewell: Readonly<Record<Farewell, Text>>;
  /** For an owner whom the chat is closed to. */
  readonly settings: string;
  readonly logIn: string;
  readonly zone: (zone: string) => string;
  readonly open: string;
}

export const textsEn: Texts = {
  title: 'Chatbox',
  messages: 'Messages',
  empty: 'No message yet. Be the first to write.',
  older: 'Older messages',
  sound: 'Sound of new messages',
  present: (n) => plural('en', n, { one: '{n} member connected', other: '{n} members connected' }),
  writeTo: (login) => `Write privately to ${login}`,
  private: (readers) => html`private, for ${readers}`,
  removedByAuthor: 'Message removed by its author.',
  removedByModerators: 'Message removed by the moderators.',
  removedBy: (login) => html`Message removed by <bdi>${login}</bdi>.`,
  reason: (reason) => html`Reason: “${reason}”`,
  restore: 'Restore',
  restored: 'The message is restored.',
  acts: 'Actions',
  actsOn: (login) => `Actions on ${login}’s message`,
  actsOf: (login) => html`<bdi>${login}</bdi>’s message`,
  actsOfOwn: 'Your message',
  close: 'Close',
  back: 'Back to the chat',
  removal: { own: 'Remove my message', other: 'Remove the message', reason: 'Reason, which its author will read' },
  mute: {
    title: (login) => html`Mute <bdi>${login}</bdi>`,
    reason: 'Reason, which the member will read',
    length: 'For how long',
    lengths: { 10: '10 minutes', 60: '1 hour', 1440: '1 day', 10080: '1 week' },
    submit: 'Mute',
    now: (login, until, reason) => html`<bdi>${login}</bdi> is muted until ${until}: “${reason}”.`,
    lift: 'Let them write again',
    lifted: (login) => html`<bdi>${login}</bdi> may write again.`,
    by: (login) => html`Decided by <bdi>${login}</bdi>.`,
    all: 'Muted members',
    nobody: 'Nobody is muted.',
  },
  appeal: 'If this is a mistake, only a moderator can restore it.',
  compose: {
    label: 'Your message, which all members will see',
    placeholder: 'Write to all, or @login',
    send: 'Send',
    suggestions: 'Members to write to',
  },
  interrupted:
    'The chat is interrupted: for now nothing new arrives, and nothing can be sent. You need not reload this page.',
  mutedUntil: (until, reason) =>
    html`The moderators have muted you until ${until}: “${reason}”. You can go on reading.`,
  farewell: {
    visitor: 'The chat is for members of the site.',
    ended: 'Your session has ended. Log in again to go on.',
    disabled: 'The chat is closed for now. It comes back when an owner of the site opens it.',
    group: 'The chat is for a group that you are not in. An owner of the site can add you to it.',
    account: 'Your account has no login that the chat can use. Ask an owner of the site for another login.',
  },
  settings: 'Chatbox settings',
  logIn: 'Log in',
  zone: (zone) => `Times of ${zone}.`,
  open: 'Open the chat',
};
