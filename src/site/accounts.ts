/** A member to try the site as. */
export interface DemoAccount {
  readonly login: string;
  readonly password: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'owner' | 'member';
  /** Ids of `demoGroups`. */
  readonly groups: readonly string[];
  /** What this account shows. */
  readonly note: string;
}

/** What the first start puts into an empty data folder, unless `CHATBOX_DEMO=0` is set. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    login: 'lea',
    password: 'capitaine-lea',
    name: 'Léa Morvan',
    email: 'lea@port-vaillant.example',
    role: 'owner',
    groups: ['chat', 'bureau'],
    note: 'propriétaire et modératrice · owner and moderator',
  },
  {
    login: 'jose',
    password: 'aviron-jose',
    name: 'José Almeida',
    email: 'jose@port-vaillant.example',
    role: 'member',
    groups: ['chat'],
    note: 'membre du chat · member of the chat',
  },
  {
    login: 'kevin',
    password: 'aviron-kevin',
    name: 'Kevin Le Gall',
    email: 'kevin@port-vaillant.example',
    role: 'member',
    groups: ['chat'],
    note: 'membre du chat · member of the chat',
  },
  {
    login: 'nadia',
    password: 'aviron-nadia',
    name: 'Nadia Benali',
    email: 'nadia@port-vaillant.example',
    role: 'member',
    groups: ['chat', 'bureau'],
    note: 'modératrice · moderator',
  },
  {
    login: 'tom',
    password: 'aviron-tom',
    name: 'Tom Carré',
    email: 'tom@port-vaillant.example',
    role: 'member',
    groups: ['chat'],
    note: 'membre du chat · member of the chat',
  },
  {
    login: 'zoe',
    password: 'aviron-zoe',
    name: 'Zoé Lindqvist',
    email: 'zoe@port-vaillant.example',
    role: 'member',
    groups: [],
    note: 'pas encore dans le groupe Chat · not in the group yet',
  },
];

export const demoGroups: readonly { readonly id: string; readonly name: string }[] = [
  { id: 'chat', name: 'Chat' },
  { id: 'bureau', name: 'Bureau' },
];

/** Read by the launcher: where to look. */
export const places = [
  { path: '/', note: 'le site · the site (in English: /en)' },
  { path: '/connexion', note: 'se connecter · log in' },
  { path: '/chatbox', note: 'le chat en grand · the chat on its own page' },
  { path: '/chatbox/settings', note: 'réglages du chat · settings (owner)' },
  { path: '/chatbox/menu', note: 'menu vertical · vertical menu (owner)' },
  { path: '/membres', note: 'membres et groupes · members and groups (owner)' },
];
