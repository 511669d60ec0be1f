import type { Decision } from '../core/decider.ts';
import type { SaveSettings } from './commands.ts';
import type { ChatEvent } from './events.ts';
import { facts } from './facts.ts';
import { isOwner } from './member.ts';
import * as no from './refusals.ts';
import type { ChatState } from './state.ts';

/** One save is one append of what changed. Enabling needs the plan; disabling never does. */
export function saveSettings(command: SaveSettings, state: ChatState): Decision<ChatEvent> {
  const { actor, seen, settings: wanted } = command;
  const { settings: now, settingsRevision } = state;
  if (!isOwner(actor)) throw new no.NotAnOwner();
  if (seen !== settingsRevision) throw new no.SettingsChanged();
  if (wanted.enabled && !now.enabled && !command.entitled) throw new no.PlanIsMissing();

  const { fact, introductions } = facts(command, state);
  const named = (group: string) => {
    const name = command.known.find(({ id }) => id === group)?.name;
    return { group, ...(name !== undefined && { name: name.slice(0, 200) }) };
  };
  const changes = [];
  if (wanted.group !== now.group) {
    changes.push(
      wanted.group === undefined ? fact('GroupRestrictionLifted', {}) : fact('GroupRestricted', named(wanted.group)),
    );
  }
  if (wanted.moderators !== now.moderators) {
    changes.push(
      wanted.moderators === undefined
        ? fact('ModerationDisabled', {})
        : fact('ModeratorGroupSet', named(wanted.moderators)),
    );
  }
  // Enabling comes last, so that nobody enters before the restriction that was saved with it.
  if (wanted.enabled !== now.enabled) changes.push(wanted.enabled ? fact('ChatEnabled', {}) : fact('ChatDisabled', {}));
  if (changes.length === 0) return { events: [] };
  return { events: [...introductions([actor]), ...changes] };
}
