import type { Settings } from '../../../events/chatbox/commands.ts';
import type { ChatEvent } from '../../../events/chatbox/events.ts';
import type { Chat } from '../../../events/chatbox/open.ts';
import type { Recorded } from '../../../events/core/event.ts';
import type { Origin, SettingChange, SettingName } from '../../fragments/manager/types.ts';
import { differing } from './settings-form.ts';

const PAGE = 1024;
/** Two owners at once are some events apart; a page left open for a week is not searched for who did it. */
const MAX_PAGES = 16;

const SETTING_OF: Partial<Record<ChatEvent['type'], SettingName>> = {
  ChatEnabled: 'enabled',
  ChatDisabled: 'enabled',
  GroupRestricted: 'group',
  GroupRestrictionLifted: 'group',
  ModeratorGroupSet: 'moderators',
  ModerationDisabled: 'moderators',
};

/** What others saved since an owner's page was shown: from what to what, by whom, when, and what this owner chose. */
export async function settingsChanges(
  chat: Chat,
  seen: number,
  { was, choice, now }: { readonly was: Settings; readonly choice: Settings; readonly now: Settings },
): Promise<SettingChange[]> {
  const origins = await originsSince(chat, seen);
  const mine = differing(was, choice);
  const text = (settings: Settings, name: SettingName): string => String(settings[name] ?? '');
  return differing(was, now).map((setting) => ({
    setting,
    from: text(was, setting),
    to: text(now, setting),
    mine: mine.includes(setting) && choice[setting] !== now[setting] ? text(choice, setting) : undefined,
    origin: origins.get(setting),
  }));
}

async function originsSince(chat: Chat, seen: number): Promise<ReadonlyMap<SettingName, Origin>> {
  const origins = new Map<SettingName, Origin>();
  const { settingsRevision, members } = chat.state;
  let from = BigInt(seen + 1);
  for (let page = 0; page < MAX_PAGES && from <= settingsRevision; page += 1) {
    const events: readonly Recorded<ChatEvent>[] = await chat.read(from, 'forwards', PAGE);
    for (const { type, meta } of events) {
      const setting = SETTING_OF[type];
      if (setting) origins.set(setting, { by: members.get(meta.actor.member)?.login, at: meta.at });
    }
    from += BigInt(PAGE);
  }
  return origins;
}
