import type { ErrorTexts } from './errors-en.ts';
import { fr, french } from './french.ts';
import { amount, text } from './say.ts';

const again = 'Rechargez la page, puis réessayez.';

export const errorsFr: ErrorTexts = {
  CHATBOX_DISABLED: () =>
    french('Le chat est désactivé : rien n’a été fait. Il reviendra quand un responsable du site l’activera.'),
  CHATBOX_NOT_IN_GROUP: () =>
    french(
      'Le chat est réservé à un groupe dont vous ne faites pas partie : rien n’a été fait. Un responsable du site peut vous y ajouter.',
    ),
  CHATBOX_MUTED: ({ until, reason }, when) =>
    fr`Pas envoyé : la modération vous a retiré la parole jusqu’à ${when(text(until))} (« ${text(reason)} »). Votre texte est gardé ; envoyez-le ensuite.`,
  CHATBOX_RESTORING_WAITS: () =>
    french(
      'Rien n’a été rétabli : on ne rétablit pas ses messages quand on est privé de parole, ni beaucoup en quelques secondes. Réessayez plus tard.',
    ),
  CHATBOX_FLOOD: ({ seconds }) =>
    fr`Pas envoyé : cela fait beaucoup de messages en quelques secondes. Attendez ${amount('fr', seconds)}\u00a0s ; votre texte est gardé.`,
  CHATBOX_EMPTY: () => french('Rien n’a été envoyé : le message n’a pas de texte. Écrivez d’abord quelque chose.'),
  CHATBOX_TOO_LONG: ({ max }) =>
    fr`Pas envoyé : un message compte ${amount('fr', max)} caractères au plus (moins s’il a beaucoup d’émojis). Raccourcissez-le ou envoyez-le en plusieurs fois.`,
  CHATBOX_RECIPIENT_UNKNOWN: ({ login, nearest }) =>
    fr`Aucun membre n’a le login « ${text(login)} » : rien n’a été envoyé.${nearest !== undefined && fr` Vouliez-vous dire <bdi data-instead="${text(login)}">${text(nearest)}</bdi> ?`}`,
  CHATBOX_RECIPIENT_MALFORMED: ({ token }) =>
    fr`« <bdi>${text(token)}</bdi> » n’est pas un login : rien n’a été envoyé, car ce qui commence par @ n’est jamais publié. Mettez un login après le @, ou un autre mot devant.`,
  CHATBOX_RECIPIENT_CANNOT_READ: ({ login }) =>
    fr`<bdi>${text(login)}</bdi> n’a pas accès au chat : rien n’a été envoyé. Enlevez ce login, puis renvoyez.`,
  CHATBOX_RECIPIENT_SELF: () =>
    french('Rien n’a été envoyé : vous êtes le seul destinataire. Ajoutez le login de quelqu’un d’autre.'),
  CHATBOX_TOO_MANY_RECIPIENTS: ({ max }) =>
    fr`Rien n’a été envoyé : un message privé a ${amount('fr', max)} destinataires au plus. Enlevez-en, ou écrivez à tous.`,
  CHATBOX_AUDIENCE_MISMATCH: () =>
    french(
      'Rien n’a été envoyé : le formulaire et son texte n’étaient pas d’accord sur qui lira. Vérifiez pour qui c’est, puis renvoyez.',
    ),
  CHATBOX_KEY_REUSED: () =>
    french(
      'Ce formulaire a déjà servi à un autre message : celui-ci n’a pas été envoyé. Votre texte est gardé ; renvoyez-le.',
    ),
  CHATBOX_KEY_TOO_OLD: () =>
    french(
      'Cette page est si ancienne que nul ne sait si ce message est déjà parti. Regardez plus haut ; s’il n’y est pas, renvoyez-le.',
    ),
  CHATBOX_NOT_A_MODERATOR: () => french('Seule la modération peut faire cela : rien n’a été fait.'),
  CHATBOX_MESSAGE_UNKNOWN: () =>
    french('Ce message n’existe pas, ou ne vous est pas destiné : rien n’a été fait. Revenez au chat.'),
  CHATBOX_MESSAGE_REMOVED: () => french('Ce message est déjà retiré : quelqu’un a été plus rapide.'),
  CHATBOX_MESSAGE_NOT_REMOVED: () => french('Ce message n’est plus retiré : quelqu’un a été plus rapide.'),
  CHATBOX_REASON_MISSING: () =>
    french('Rien n’a été fait : il manque un motif. Écrivez pourquoi ; l’auteur du message le lira.'),
  CHATBOX_MEMBER_UNKNOWN: () => french('Ce membre n’est jamais venu sur le chat : rien n’a été fait.'),
  CHATBOX_CANNOT_MUTE: () =>
    french(
      'On ne peut pas retirer la parole à un modérateur : rien n’a été fait. Un responsable du site peut d’abord l’ôter des modérateurs.',
    ),
  CHATBOX_MUTE_RANGE: () =>
    french('Rien n’a été fait : on ne retire pas la parole pour cette durée. Choisissez-en une dans la liste.'),
  CHATBOX_NOT_MUTED: () =>
    french('Ce membre a déjà retrouvé la parole : le délai est passé, ou quelqu’un a été plus rapide.'),
  CHATBOX_NOT_AN_OWNER: () => french('Seul un responsable du site peut changer cela : rien n’a été enregistré.'),
  CHATBOX_PLAN_MISSING: () =>
    french(
      'Le chat demande une formule que ce site n’a pas : il n’a pas été activé. Changez de formule, puis activez-le.',
    ),
  CHATBOX_SETTINGS_CHANGED: () =>
    french(
      'Quelqu’un d’autre a enregistré les réglages pendant que vous les aviez ouverts : les vôtres n’ont pas été enregistrés. Voyez ce qui a changé, puis enregistrez.',
    ),
  CHATBOX_MENU_CHANGED: () =>
    french(
      'Quelqu’un d’autre a enregistré le menu pendant que vous l’aviez ouvert : le vôtre n’a pas été enregistré. Voyez ce qui a changé, puis enregistrez.',
    ),
  CHATBOX_WIDGET_UNKNOWN: () => french(`Le site n’a plus l’un de ces widgets : rien n’a été enregistré. ${again}`),
  CHATBOX_WIDGET_TWICE: () => french(`Un widget était deux fois dans le menu : rien n’a été enregistré. ${again}`),
  MENU_UNKNOWN: () => french('Ce site n’a pas de menu de ce nom. Vérifiez l’adresse, ou revenez au site.'),
  CHAT_UNKNOWN: () => french('Ce site n’a pas de chatbox de ce nom. Vérifiez l’adresse, ou revenez au site.'),
  CHAT_NOT_STARTED: () =>
    french(
      'Le chat ne peut pas démarrer : rien n’a été fait. Réessayez plus tard, ou prévenez un responsable du site : son journal dit pourquoi.',
    ),
  HTTP_LOGGED_OUT: () =>
    french('Votre session est terminée : rien n’a été fait. Reconnectez-vous ; votre texte reste sur cette page.'),
  HTTP_OTHER_MEMBER: () =>
    french(
      'Rien n’a été fait : ce formulaire avait été affiché pour un autre membre, et c’est un autre compte qui est connecté maintenant. Relisez-le avant de l’envoyer.',
    ),
  MEMBER_UNFIT: () =>
    french(
      'Votre compte n’a pas d’identifiant que le chat puisse utiliser : rien n’a été fait. Demandez-en un autre à un responsable du site.',
    ),
  HTTP_BAD_FORM: () => french(`Le formulaire n’a pas été compris : rien n’a été fait. ${again}`),
  HTTP_FORM_TOO_LARGE: () => french('Le formulaire est bien trop long : rien n’a été fait. Raccourcissez le texte.'),
  HTTP_CROSS_SITE: () => french(`Le formulaire venait d’un autre site : rien n’a été fait. ${again}`),
  HTTP_TOO_MANY_STREAMS: () =>
    french(
      'Vous avez ouvert le chat à trop d’endroits : celui-ci ne le suit pas. Fermez-en, puis rechargez cette page.',
    ),
  CHAT_FULL: () => 'Trop de monde lit le chat en ce moment. Cette page réessaie d’elle-même.',
  STORE_UNAVAILABLE: () =>
    french('Pas fait : le chat ne peut rien écrire pour l’instant. Votre texte est gardé ; réessayez dans un moment.'),
  STORE_AWAY: () =>
    french(
      'Le chat ne répond pas pour l’instant. S’il ne revient pas de lui-même, rechargez cette page dans un moment.',
    ),
  STORE_OUTCOME_UNKNOWN: () =>
    french('Le chat n’a pas dit si c’était fait. Réessayez : ce ne sera pas fait deux fois.'),
  STORE_TOO_LARGE: () =>
    french(
      'Pas fait : c’est plus grand que ce que le site peut garder. Raccourcissez ; si c’est déjà court, prévenez un responsable du site.',
    ),
  INTERNAL: () =>
    french('Quelque chose a échoué de notre côté. Réessayez ; si cela dure, prévenez un responsable du site.'),
};
