import type { WidgetOptions } from '../../events/menu/events.ts';
import type { Html } from '../fragments/html.ts';
import type { Plural } from './client-texts.ts';

type Text = string | Html;

/** What the owner's pages say. The other languages say the same, or do not compile. */
export interface ManagerTexts {
  readonly everyone: string;
  readonly group: (name: string, size: number) => string;
  readonly goneGroup: (name: string) => string;
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
  /** The same, where nothing was to be saved. */
  readonly savedMeanwhile: (who: Html) => Text;
  readonly mergedDraft: string;
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
    readonly lostGroup: (name: string) => Text;
    readonly emptyModerators: (name: string) => Text;
    readonly lostModerators: (name: string) => Text;
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
    /** Of the handle, which is there with JavaScript only. */
    readonly byHandle: string;
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
    readonly heights: Readonly<Record<WidgetOptions['height'], string>>;
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
