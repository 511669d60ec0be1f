import type { Member } from './member.ts';
import { ChatIsDisabled, NotInTheChatGroup } from './refusals.ts';
import type { ChatState } from './state.ts';

/** Why a member may not enter; none: they may. */
export type Barred = 'disabled' | 'group';

/** Moderators enter a restricted chat too, or nobody could keep its order. */
export function barred(member: Member, { settings }: ChatState): Barred | undefined {
  if (!settings.enabled) return 'disabled';
  if (settings.group === undefined || member.groups.includes(settings.group)) return undefined;
  return isModerator(member, settings) ? undefined : 'group';
}

export const isModerator = (member: Member, settings: ChatState['settings']): boolean =>
  settings.moderators !== undefined && member.groups.includes(settings.moderators);

export function mustEnter(member: Member, state: ChatState): void {
  const why = barred(member, state);
  if (why === 'disabled') throw new ChatIsDisabled();
  if (why === 'group') throw new NotInTheChatGroup({ group: state.settings.group ?? '' });
}
