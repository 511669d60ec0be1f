import { type Html, html } from '../fragments/html.ts';
import type { Plural } from './client-texts.ts';
import { plural } from './plural.ts';

type Text = string | Html;
type Height = 'small' | 'medium' | 'large';

/** What the owner's pages say. The other languages say the same, or do not compile. */
export interface ManagerTexts {
  readonly everyone: string;
  readonly group: (name: string, size: number) => string;
  readonly goneGroup: (id: string) => string;
  readonly chooseGroup: string;
  readonly on: string;
  readonly off: string;
  readonly none: string;
  readonly save: string;
  readonly cancel: string;
  readonly saved: string;
  /** Of what was changed and not saved yet; `{n}` of them. */
  readonly unsaved: Plural;
  readonly somebody: string;
  readonly reserved: string;
  readonly ownersOnly: string;
  readonly ended: string;
  readonly logIn: string;
  readonly again: string;
  readonly others: string;
  readonly pages: string;
  readonly notSaved: string;
  /** Before the list of what another owner changed. */
  readonly meanwhile: (who: Html) => Text;
  readonly merged: string;
  readonly settings: {
    readonly title: string;
    readonly lead: string;
    readonly of: (chat: string) => string;
    readonly activation: string;
    readonly enable: string;
    readonly enableHint: string;
    readonly participants: string;
    readonly allowed: string;
    readonly allowedHint: string;
    readonly manageGroups: string;
    readonly moderation: string;
    readonly moderate: string;
    readonly moderators: string;
    readonly moderatorsHint: string;
    readonly enabled: string;
    readonly disabled: string;
    readonly placed: string;
    readonly missing: (link: Html) => Text;
    readonly addIt: string;
    readonly plan: string;
    readonly planLost: string;
    readonly emptyGroup: (name: string) => Text;
    readonly lostGroup: (id: string) => Text;
    readonly emptyModerators: (name: string) => Text;
    readonly lostModerators: (id: string) => Text;
    readonly moderatorsMissing: string;
    readonly groupUnknown: string;
  };
  readonly change: {
    readonly enabled: string;
    readonly group: string;
    readonly moderators: string;
    readonly fromTo: (what: Text, becomes: Html) => Text;
    /** Read out between the old value and the new one. */
    readonly becomes: string;
    readonly yours: (mine: Text) => Text;
    readonly taken: string;
    readonly added: (widget: Text) => Text;
    readonly removed: (widget: Text) => Text;
    readonly kept: string;
    readonly addedToo: string;
    readonly movedToo: string;
    readonly movedBelow: (widget: Text, above: Text) => Text;
    readonly movedFirst: (widget: Text) => Text;
    readonly by: (who: Html, when: Html) => Text;
    readonly option: (widget: Text, option: string) => Text;
  };
  readonly menu: {
    readonly title: string;
    readonly lead: string;
    readonly how: string;
    readonly of: (menu: string) => string;
    readonly nothing: string;
    readonly own: string;
    readonly memberSpace: string;
    readonly chatbox: string;
    readonly chatboxOf: (chat: string) => string;
    readonly describe: (options: {
      readonly title: string;
      readonly messages: number;
      readonly members: boolean;
      readonly sound: boolean;
    }) => Text;
    readonly move: (widget: string) => string;
    readonly up: (widget: string) => string;
    readonly down: (widget: string) => string;
    readonly remove: (widget: string) => string;
    readonly options: string;
    readonly optionsOf: (widget: string) => string;
    readonly add: string;
    readonly allPlaced: string;
    readonly marks: Readonly<Record<'added' | 'moved' | 'configured', string>>;
    readonly removed: string;
    readonly putBack: string;
    readonly putBackOf: (widget: string) => string;
    readonly live: {
      readonly place: string;
      readonly grabbed: string;
      readonly dropped: string;
      readonly cancelled: string;
      readonly failed: string;
    };
    readonly notEnabled: (widget: Html, link: Html) => Text;
    readonly enableIt: string;
  };
  readonly option: {
    readonly title: string;
    readonly titleHint: string;
    readonly titleError: string;
    readonly height: string;
    readonly heights: Readonly<Record<Height, string>>;
    readonly messages: string;
    readonly messagesHint: string;
    readonly messagesError: string;
    readonly members: string;
    readonly sound: string;
    readonly soundHint: string;
    readonly visitorText: string;
    readonly visitorTextHint: string;
    readonly visitorTextError: string;
    readonly invalid: string;
  };
}

export const managerEn: ManagerTexts = {
  everyone: 'All members',
  group: (name, size) => `${name} (${plural('en', size, { one: '{n} member', other: '{n} members' })})`,
  goneGroup: (id) => `${id} (gone)`,
  chooseGroup: 'Choose a group',
  on: 'on',
  off: 'off',
  none: 'none',
  save: 'Save',
  cancel: 'Cancel',
  saved: 'Saved.',
  unsaved: { one: '{n} unsaved change', other: '{n} unsaved changes' },
  somebody: 'another owner',
  reserved: 'For owners of the site',
  ownersOnly:
    'Only an owner of the site can open this page. If you should be one, ask somebody who looks after the site.',
  ended: 'Your session has ended, so nothing was saved. Log in again in another tab, then come back and press Save.',
  logIn: 'Log in',
  again: 'Save again',
  others: 'Others of this site',
  pages: 'Pages of the chatbox',
  notSaved: 'Not saved',
  meanwhile: (who) => html`${who} saved something while you had this page open, so yours is not saved yet. It changed:`,
  merged: 'What you changed yourself is kept below. Look it over, then save again.',
  settings: {
    title: 'Chatbox settings',
    lead: 'A place where connected members talk to each other, in public or in private.',
    of: (chat) => `Chatbox “${chat}”`,
    activation: 'Activation',
    enable: 'Enable the chat',
    enableHint: 'When it is disabled, the chat closes on every page; its history is kept.',
    participants: 'Who may take part',
    allowed: 'Allowed group',
    allowedHint: 'Tip: make a group “Chat” and attach to it each member who may use the chat.',
    manageGroups: 'Manage the groups',
    moderation: 'Moderation',
    moderate: 'Enable moderation',
    moderators: 'Moderator group',
    moderatorsHint:
      'Its members can remove and restore a public message, and mute a member for a time. Nobody reads the private messages of others.',
    enabled: 'The chat is enabled.',
    disabled: 'The chat is disabled.',
    placed: 'Its widget is in the menu.',
    missing: (link) => html`It still lacks its place on the site: ${link}.`,
    addIt: 'add the widget to the vertical menu',
    plan: 'The chat is part of the pro plan, which this site does not have. Without that plan it cannot be enabled.',
    planLost:
      'This site no longer has the pro plan, which the chat is part of. It stays open until you disable it, and cannot be enabled again without the plan.',
    emptyGroup: (name) =>
      html`The group “<bdi>${name}</bdi>” has no members: nobody can take part until you attach some.`,
    lostGroup: (id) =>
      html`The group “<bdi>${id}</bdi>” no longer exists: nobody can take part. Choose another group, or all members.`,
    emptyModerators: (name) =>
      html`The moderator group “<bdi>${name}</bdi>” has no members: nobody moderates the chat.`,
    lostModerators: (id) =>
      html`The moderator group “<bdi>${id}</bdi>” no longer exists: nobody moderates the chat. Choose another one.`,
    moderatorsMissing: 'Choose the group that moderates, or switch moderation off.',
    groupUnknown: 'This group does not exist any more. Choose another one.',
  },
  change: {
    enabled: 'Chat enabled',
    group: 'Allowed group',
    moderators: 'Moderator group',
    fromTo: (what, becomes) => html`${what}: ${becomes}`,
    becomes: 'becomes',
    yours: (mine) => html`You chose ${mine}: that is kept.`,
    taken: 'Taken over below.',
    added: (widget) => html`${widget} was added`,
    removed: (widget) => html`${widget} was removed`,
    kept: 'It is kept below, because you worked on it.',
    addedToo: 'You added it too: yours is kept.',
    movedToo: 'You moved it too: your place is kept.',
    movedBelow: (widget, above) => html`${widget} was moved below ${above}`,
    movedFirst: (widget) => html`${widget} was moved to the top`,
    by: (who, when) => html`${who}, ${when}`,
    option: (widget, option) => html`${widget}, ${option}`,
  },
  menu: {
    title: 'Vertical menu',
    lead: 'Move the widgets with the mouse, with the arrows or from the keyboard. Nothing changes on the site until you save.',
    how: 'Press the up or down arrow key to move it, Home or End for either end of the menu.',
    of: (menu) => `Menu “${menu}”`,
    nothing: 'The menu is empty. Add a widget.',
    own: 'Part of the site',
    memberSpace: 'Member space',
    chatbox: 'Chatbox',
    chatboxOf: (chat) => `Chatbox “${chat}”`,
    describe: ({ title, messages, members, sound }) =>
      html`${title !== '' && html`“<bdi>${title}</bdi>” · `}Member space · ${messages} messages, ${members ? 'list of connected members' : 'no list of members'}, ${sound ? 'with sound' : 'no sound'}`,
    move: (widget) => `Move ${widget}`,
    up: (widget) => `Move ${widget} up`,
    down: (widget) => `Move ${widget} down`,
    remove: (widget) => `Remove ${widget}`,
    options: 'Options',
    optionsOf: (widget) => `Options of ${widget}`,
    add: 'Add a widget',
    allPlaced: 'Every widget of the site is in the menu.',
    marks: { added: 'added', moved: 'moved', configured: 'changed' },
    removed: 'Removed, not saved yet',
    putBack: 'Put back',
    putBackOf: (widget) => `Put ${widget} back`,
    live: {
      place: '{widget}: place {place} of {n}.',
      grabbed: '{widget} is grabbed, at place {place} of {n}.',
      dropped: '{widget} is dropped at place {place} of {n}.',
      cancelled: '{widget} is back at place {place} of {n}.',
      failed: 'The site did not answer, so nothing was changed here. Try again.',
    },
    notEnabled: (widget, link) => html`${widget}: the chat is disabled, and the widget says nothing else. ${link}.`,
    enableIt: 'Enable the chat',
  },
  option: {
    title: 'Title',
    titleHint: 'Empty: “Chatbox”.',
    titleError: 'A title has 60 characters at most.',
    height: 'Height',
    heights: { small: 'Small', medium: 'Medium', large: 'Large' },
    messages: 'Number of messages',
    messagesHint: 'Shown at first; older ones load as one scrolls up.',
    messagesError: 'Give a number from 5 to 100.',
    members: 'List of connected members',
    sound: 'Sound',
    soundHint: 'Members can switch on a sound for new messages.',
    visitorText: 'Text shown to visitors',
    visitorTextHint: 'Empty: an invitation to log in.',
    visitorTextError: 'This text has 300 characters at most.',
    invalid: 'Not saved: something below has to be corrected.',
  },
};
