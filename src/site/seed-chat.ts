import { randomUUID } from 'node:crypto';
import {
  type Chat,
  chatboxWidget,
  type EventStore,
  type Member,
  messageId,
  openChat,
  openMenu,
} from 'astro-chatbox/events';
import { demoGroups } from './accounts.ts';
import { menuWidgets } from './menu.ts';

/** Who said what, how many minutes before the first start. */
const said: readonly (readonly [minutes: number, login: string, text: string])[] = [
  [2_910, 'lea', 'Bienvenue sur le chat du club ! Pour écrire à une seule personne : @login au début du message.'],
  [2_894, 'jose', 'Parfait. Qui vient ramer samedi matin ? L’écluse ouvre à 9 h 40.'],
  [2_881, 'nadia', 'Moi ! Je prends la yolette avec @kevin et @tom si vous êtes partants.'],
  [2_876, 'kevin', 'Partant 💪'],
  [1_502, 'tom', 'Le vent tourne au nord-est, 12 nœuds annoncés : https://marine.example/bulletin'],
  [1_497, 'nadia', '@jose Tu peux vérifier le treuil de la cale avant samedi ?'],
  [1_490, 'jose', '@nadia Fait ce matin, il est graissé.'],
  [1_466, 'lea', 'Assemblée générale le 12 à 18 h 30, salle du Bief.\nOrdre du jour affiché au vestiaire.'],
  [64, 'kevin', 'Promo montres !!! achetez vite'],
  [41, 'tom', 'La clé du hangar est rentrée, merci à qui l’a trouvée.'],
  [26, 'jose', 'On garde le rendez-vous à 9 h au ponton ?'],
  [22, 'nadia', 'Oui, 9 h. Pensez aux gilets, l’eau est à 11 °C.'],
];
const advertisement = 'Promo montres !!! achetez vite';

/**
 * A little history to try the chat with: enabled, reserved for the group `chat`, moderated by `bureau`, and a place in
 * the menu. A chat that has any history is left alone.
 */
export async function seedChat(store: EventStore, membersOf: (logins: string[]) => Promise<readonly Member[]>) {
  const chat = await openChat(store, 'main');
  const menu = await openMenu(store, 'main');
  try {
    if (chat.revision >= 0n) return;
    const members = await membersOf(['lea', 'jose', 'kevin', 'nadia', 'tom']);
    const [lea] = members.filter(({ login }) => login === 'lea');
    if (lea === undefined) return;
    const settings = { enabled: true, group: 'chat', moderators: 'bureau' };
    await chat.execute({
      kind: 'SaveSettings',
      meta: meta(2_920),
      actor: lea,
      settings,
      seen: -1,
      entitled: true,
      known: demoGroups,
    });
    await menu.execute({
      kind: 'SaveMenu',
      meta: meta(2_915),
      actor: { member: lea.id, groups: lea.groups, roles: lea.roles },
      seen: -1,
      widgets: [{ id: 'navigation' }, chatboxWidget('main'), { id: 'week' }, { id: 'dock' }],
      offer: { widgets: menuWidgets.map(({ id }) => id), chats: ['main'] },
    });
    for (const [minutes, login, text] of said) {
      const author = members.find((one) => one.login === login);
      if (author !== undefined) await post(chat, author, text, minutes, members);
    }
    await removeAdvertisement(chat, members);
  } finally {
    await chat.close();
    await menu.close();
  }
}

async function post(chat: Chat, actor: Member, text: string, minutes: number, known: readonly Member[]) {
  const key = `${chat.revision}.${randomUUID()}`;
  const id = messageId(chat.stream, actor.id, key);
  await chat.execute({ kind: 'PostMessage', meta: meta(minutes, id), actor, text, audience: undefined, known, key });
}

async function removeAdvertisement(chat: Chat, members: readonly Member[]) {
  const moderator = members.find(({ login }) => login === 'nadia');
  const target = chat.recent.find((one) => one.type === 'MessagePosted' && one.data.text === advertisement);
  if (moderator === undefined || target?.type !== 'MessagePosted') return;
  const reason = 'publicité, règle 3 du club';
  await chat.execute({ kind: 'RemoveMessage', meta: meta(60), actor: moderator, target, reason });
}

const meta = (minutes: number, id: string = randomUUID()) => ({
  now: new Date(Date.now() - minutes * 60_000).toISOString(),
  id,
  correlation: randomUUID(),
});
