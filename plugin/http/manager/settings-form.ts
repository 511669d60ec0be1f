import { z } from 'zod';
import type { Settings } from '../../../events/chatbox/commands.ts';
import type { SettingName, SettingsChoice } from '../../fragments/manager/types.ts';
import { badForm } from '../forms.ts';
import type { Fields } from './owners.ts';

const id = z.string().max(200).default('');
const checked = z.literal('true').optional();
const Form = z.object({
  seen: z.coerce.number().int().min(-1),
  enabled: checked,
  group: id,
  moderation: checked,
  moderators: id,
  'was.enabled': z.enum(['true', 'false']),
  'was.group': id,
  'was.moderators': id,
});

/** What an owner chose, and what the page had shown. */
export interface SettingsForm {
  readonly seen: number;
  readonly choice: SettingsChoice;
  readonly was: Settings;
}

/** @throws `HTTP_BAD_FORM` */
export function settingsForm(fields: Fields): SettingsForm {
  const parsed = Form.safeParse(fields);
  if (!parsed.success) throw badForm(String(parsed.error.issues[0]?.path[0]));
  const { seen, enabled, group, moderation, moderators, ...was } = parsed.data;
  return {
    seen,
    choice: { enabled: enabled === 'true', group, moderation: moderation === 'true', moderators },
    was: {
      enabled: was['was.enabled'] === 'true',
      group: was['was.group'] || undefined,
      moderators: was['was.moderators'] || undefined,
    },
  };
}

export const choiceOf = ({ enabled, group, moderators }: Settings): SettingsChoice => ({
  enabled,
  group: group ?? '',
  moderation: moderators !== undefined,
  moderators: moderators ?? '',
});

export const settingsOf = ({ enabled, group, moderation, moderators }: SettingsChoice): Settings => ({
  enabled,
  group: group || undefined,
  moderators: (moderation && moderators) || undefined,
});

export const settingNames: readonly SettingName[] = ['enabled', 'group', 'moderators'];
export const differing = (a: Settings, b: Settings): SettingName[] =>
  settingNames.filter((name) => a[name] !== b[name]);

/** An owner's choice over what another saved meanwhile: theirs where this owner changed nothing. */
export function mergeSettings(was: Settings, choice: Settings, now: Settings): Settings {
  const mine = differing(was, choice);
  return {
    enabled: mine.includes('enabled') ? choice.enabled : now.enabled,
    group: mine.includes('group') ? choice.group : now.group,
    moderators: mine.includes('moderators') ? choice.moderators : now.moderators,
  };
}
