import type { Settings } from '../../../events/chatbox/commands.ts';
import type { ChatState } from '../../../events/chatbox/state.ts';
import type { Origin, SettingChange, SettingName } from '../../fragments/manager/types.ts';
import { differing } from './settings-form.ts';

/** What others saved since an owner's page was shown: from what to what, by whom, when, and what this owner chose. */
export function settingsChanges(
  { settingsOrigins, members }: ChatState,
  { was, choice, now }: { readonly was: Settings; readonly choice: Settings; readonly now: Settings },
): SettingChange[] {
  const originOf = (name: SettingName): Origin | undefined => {
    const origin = settingsOrigins.get(name);
    return origin && { by: members.get(origin.by)?.login, at: origin.at };
  };
  const mine = differing(was, choice);
  const text = (settings: Settings, name: SettingName): string => String(settings[name] ?? '');
  return differing(was, now).map((setting) => ({
    setting,
    from: text(was, setting),
    to: text(now, setting),
    mine: mine.includes(setting) && choice[setting] !== now[setting] ? text(choice, setting) : undefined,
    origin: originOf(setting),
  }));
}
