import type { Settings } from '../../../events/chatbox/commands.ts';
import type { WidgetOptions } from '../../../events/menu/events.ts';
import type { DraftRow } from '../../http/manager/menu-form.ts';
import type { Urls } from '../../http/urls.ts';
import type { ManagerTexts } from '../../i18n/manager.ts';
import type { Group } from '../../members/directory.ts';
import type { Clock } from '../clock.ts';
import type { Locale, Told } from '../types.ts';

/** What the owner's pages of one language are made with. */
export interface ManagerSetting {
  readonly urls: Urls;
  readonly locale: Locale;
  readonly t: ManagerTexts;
  readonly clock: Clock;
  /** Of that clock: its IANA name. */
  readonly timeZone: string;
}

/** A page like this one, for another chatbox or menu. */
export interface Sibling {
  readonly id: string;
  readonly href: string;
  readonly current: boolean;
}

/** Who changed it, by their login where it is known, and when (ISO 8601 UTC). */
export interface Origin {
  readonly by: string | undefined;
  readonly at: string;
}

/** The settings as a form holds them: no group is ''. */
export interface SettingsChoice {
  readonly enabled: boolean;
  readonly group: string;
  readonly moderation: boolean;
  readonly moderators: string;
}

export type SettingName = keyof Settings;
/** A setting that somebody else saved meanwhile. Values as a form holds them. */
export interface SettingChange {
  readonly setting: SettingName;
  readonly from: string;
  readonly to: string;
  /** What this owner chose instead. */
  readonly mine: string | undefined;
  readonly origin: Origin | undefined;
}

export interface SettingsPageData {
  readonly chat: string;
  readonly siblings: readonly Sibling[];
  readonly choice: SettingsChoice;
  /** What the site does by now. */
  readonly current: SettingsChoice;
  readonly seen: number;
  readonly groups: readonly Group[];
  /** Of a group that is gone, the name that it had in the settings. */
  readonly nameOf: (group: string) => string;
  /** The site's own page of groups. */
  readonly groupsUrl: string | undefined;
  readonly menuUrl: string;
  readonly entitled: boolean;
  /** Whether the chatbox stands in a menu. */
  readonly placed: boolean;
  readonly justSaved: boolean;
  readonly wrong: { readonly group?: boolean; readonly moderators?: boolean };
  readonly error: Told | undefined;
  readonly changes: readonly SettingChange[];
}

/** The options of a widget as they were typed. */
export type Typed = { readonly [Name in keyof WidgetOptions]: WidgetOptions[Name] extends boolean ? boolean : string };
export type OptionName = keyof Typed;
export type Mark = 'added' | 'moved' | 'configured';

/** A widget of the menu as the page shows it. */
export interface MenuRow {
  readonly id: string;
  readonly title: string;
  readonly mark: Mark | undefined;
  readonly chatbox:
    | {
        readonly chat: string;
        readonly typed: Typed;
        /** The options as they are saved; none yet: it was added. */
        readonly saved: Typed | undefined;
        readonly wrong: readonly OptionName[];
        readonly open: boolean;
      }
    | undefined;
}

export type MenuChange = {
  readonly title: string;
  readonly origin: Origin | undefined;
  /** Whether this owner did something to it too, which goes first. */
  readonly kept: boolean;
} & (
  | { readonly kind: 'added' | 'removed' }
  | { readonly kind: 'moved'; readonly below: string | undefined }
  | {
      readonly kind: 'option';
      readonly option: OptionName;
      readonly from: string | boolean;
      readonly to: string | boolean;
      readonly mine: string | boolean | undefined;
    }
);

export interface MenuPageData {
  readonly menu: string;
  readonly siblings: readonly Sibling[];
  readonly rows: readonly MenuRow[];
  readonly removed: readonly { readonly id: string; readonly title: string }[];
  /** The chatboxes that were taken out of the draft, their options as they were then. */
  readonly out: readonly DraftRow[];
  /** Chatboxes that could be added. */
  readonly offered: readonly { readonly chat: string; readonly title: string }[];
  /** The saved order of the widgets. */
  readonly order: readonly string[];
  readonly seen: number;
  readonly justSaved: boolean;
  readonly error: Told | undefined;
  readonly invalid: boolean;
  readonly changes: readonly MenuChange[];
  /** Whether those changes kept a save from being made. */
  readonly unsaved: boolean;
  /** Chatboxes of the menu that are disabled, with the address of their settings. */
  readonly closed: readonly { readonly title: string; readonly href: string }[];
  /** The button that a press came from: it has the focus again. */
  readonly focus: string | undefined;
}
