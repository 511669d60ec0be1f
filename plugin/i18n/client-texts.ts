import { french } from './french.ts';
import type { Locale } from './locale.ts';

/** One sentence per plural category of `Intl.PluralRules`; `other` stands in for a category that is not there. */
export interface Plural {
  readonly one: string;
  readonly other: string;
}

/** What the browser says by itself. `{n}` is a number, `{who}` one login or several, `{time}` a time. */
export interface ClientTexts {
  /** In a list of recipients: `private, for you and nadia`. */
  readonly you: string;
  readonly newSince: Plural;
  readonly newBelow: Plural;
  readonly today: string;
  readonly yesterday: string;
  readonly unsent: string;
  readonly retry: string;
  readonly discard: string;
  readonly lost: string;
  readonly offline: string;
  readonly busy: string;
  /** What a hand asked for was not answered. */
  readonly away: string;
  readonly audience: string;
  readonly withdraw: string;
  readonly onlyThem: string;
  readonly unknown: string;
  /** On a button that shows the login alone. */
  readonly instead: string;
  readonly labelPrivate: string;
  readonly sendPrivate: string;
  readonly left: Plural;
  readonly over: Plural;
  readonly mention: string;
}

const en: ClientTexts = {
  you: 'you',
  newSince: { one: '{n} new since {time}', other: '{n} new since {time}' },
  newBelow: { one: '{n} new below', other: '{n} new below' },
  today: 'today',
  yesterday: 'yesterday',
  unsent: 'Not sent: the site does not answer.',
  retry: 'Try again',
  discard: 'Drop it',
  lost: 'Connection lost, trying again…',
  offline: 'You are offline. The chat goes on when the network is back.',
  busy: 'The site is busy, trying again…',
  away: 'The site does not answer. Try again in a moment.',
  audience: 'Private:',
  withdraw: 'Take {who} off',
  onlyThem: 'Only {who} will read this.',
  unknown: 'No member has the login “{who}”.',
  instead: 'Write to {who} instead',
  labelPrivate: 'Private message for {who}',
  sendPrivate: 'Send privately to {who}',
  left: { one: '{n} character left', other: '{n} characters left' },
  over: { one: '{n} character too many', other: '{n} characters too many' },
  mention: 'mentions you',
};

const fr: ClientTexts = {
  you: 'vous',
  newSince: { one: '{n} nouveau depuis {time}', other: '{n} nouveaux depuis {time}' },
  newBelow: { one: '{n} nouveau plus bas', other: '{n} nouveaux plus bas' },
  today: 'aujourd’hui',
  yesterday: 'hier',
  unsent: french('Pas envoyé : le site ne répond pas.'),
  retry: 'Réessayer',
  discard: 'Abandonner',
  lost: 'Connexion perdue, nouvel essai…',
  offline: 'Vous êtes hors ligne. Le chat reprend au retour du réseau.',
  busy: 'Le site est très occupé, nouvel essai…',
  away: 'Le site ne répond pas. Réessayez dans un moment.',
  audience: french('Privé :'),
  withdraw: 'Enlever {who}',
  onlyThem: french('Lu seulement par {who}.'),
  unknown: french('Aucun membre n’a le login « {who} ».'),
  instead: 'Écrire plutôt à {who}',
  labelPrivate: 'Message privé pour {who}',
  sendPrivate: 'Envoyer en privé à {who}',
  left: { one: 'Encore {n} caractère', other: 'Encore {n} caractères' },
  over: { one: '{n} caractère de trop', other: '{n} caractères de trop' },
  mention: 'parle de vous',
};

export const clientTexts: Readonly<Record<Locale, ClientTexts>> = { fr, en };
