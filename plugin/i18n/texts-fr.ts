import { fr, french } from './french.ts';
import { plural } from './plural.ts';
import type { Texts } from './texts-en.ts';

export const textsFr: Texts = {
  title: 'Chatbox',
  messages: 'Messages',
  empty: 'Aucun message pour l’instant. Écrivez le premier.',
  older: 'Messages plus anciens',
  sound: 'Son des nouveaux messages',
  present: (n) => plural('fr', n, { one: '{n} membre connecté', other: '{n} membres connectés' }),
  writeTo: (login) => `Écrire en privé à ${login}`,
  private: (readers) => fr`privé, pour ${readers}`,
  removedByAuthor: 'Message retiré par son auteur.',
  removedByModerators: 'Message retiré par la modération.',
  removedBy: (login) => fr`Message retiré par <bdi>${login}</bdi>.`,
  reason: (reason) => fr`Motif : « ${reason} »`,
  restore: 'Rétablir',
  restored: 'Le message est rétabli.',
  acts: 'Actions',
  actsOn: (login) => `Actions sur le message de ${login}`,
  actsOf: (login) => fr`Message de <bdi>${login}</bdi>`,
  actsOfOwn: 'Votre message',
  close: 'Fermer',
  back: 'Retour au chat',
  removal: { own: 'Retirer mon message', other: 'Retirer le message', reason: 'Motif, que son auteur lira' },
  mute: {
    title: (login) => fr`Retirer la parole à <bdi>${login}</bdi>`,
    reason: 'Motif, que ce membre lira',
    length: 'Pour combien de temps',
    lengths: { 10: '10 minutes', 60: '1 heure', 1440: '1 jour', 10080: '1 semaine' },
    submit: 'Retirer la parole',
    now: (login, until, reason) => fr`<bdi>${login}</bdi> n’a plus la parole jusqu’à ${until} : « ${reason} ».`,
    lift: 'Lui rendre la parole',
    lifted: (login) => fr`<bdi>${login}</bdi> a de nouveau la parole.`,
    by: (login) => fr`Décidé par <bdi>${login}</bdi>.`,
    all: 'Membres privés de parole',
    nobody: 'Personne n’est privé de parole.',
  },
  appeal: 'Si c’est une erreur, seule la modération peut le rétablir.',
  compose: {
    label: 'Votre message, visible par tous les membres',
    placeholder: 'Écrire à tous, ou @login',
    send: 'Envoyer',
    suggestions: 'Membres à qui écrire',
  },
  interrupted: french(
    'Le chat est interrompu : pour l’instant rien n’arrive, et rien ne peut partir. Inutile de recharger cette page.',
  ),
  mutedUntil: (until, reason) =>
    fr`La modération vous a retiré la parole jusqu’à ${until} : « ${reason} ». Vous pouvez continuer à lire.`,
  farewell: {
    visitor: 'Le chat est réservé aux membres du site.',
    ended: 'Votre session est terminée. Reconnectez-vous pour continuer.',
    disabled: 'Le chat est fermé pour le moment. Il reviendra quand un responsable du site l’ouvrira.',
    group:
      'Le chat est réservé à un groupe dont vous ne faites pas partie. Un responsable du site peut vous y ajouter.',
    account:
      'Votre compte n’a pas d’identifiant que le chat puisse utiliser. Demandez-en un autre à un responsable du site.',
  },
  settings: 'Réglages de la chatbox',
  logIn: 'Se connecter',
  zone: (zone) => french(`Heures : ${zone}.`),
  open: 'Ouvrir le chat',
};
