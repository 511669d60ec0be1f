import type { Recorded } from '../core/event.ts';
import type { Settings } from './commands.ts';
import type { ChatEvent, ChatEventOf } from './events.ts';
import { rememberPost } from './flood.ts';
import { rememberKey } from './keys.ts';
import { renamed } from './logins.ts';
import type { ChatState } from './state.ts';

export function evolve(before: ChatState, event: Recorded<ChatEvent>): ChatState {
  // Nearly all events are messages.
  if (event.type === 'MessagePosted') return posted(before, event);
  const state = { ...before, lastAt: event.meta.at };
  const revision = Number(event.revision);
  const set = <Name extends keyof Settings>(name: Name, value: Settings[Name]): ChatState => ({
    ...state,
    settings: { ...state.settings, [name]: value },
    settingsRevision: revision,
    settingsOrigins: state.settingsOrigins.set(name, { by: event.meta.actor.member, at: event.meta.at }),
  });
  switch (event.type) {
    case 'ChatEnabled':
      return set('enabled', true);
    case 'ChatDisabled':
      return set('enabled', false);
    case 'GroupRestricted':
      return { ...set('group', event.data.group), groupNames: named(state, event.data) };
    case 'GroupRestrictionLifted':
      return set('group', undefined);
    case 'ModeratorGroupSet':
      return { ...set('moderators', event.data.group), groupNames: named(state, event.data) };
    case 'ModerationDisabled':
      return set('moderators', undefined);
    case 'MemberIntroduced':
      return introduced(state, event.data);
    case 'MessageRemoved': {
      const { revision: target, by, reason } = event.data;
      return { ...state, removals: state.removals.set(target, { by, at: event.meta.at, reason }) };
    }
    case 'MessageRestored':
      return restored(state, event);
    case 'MemberMuted': {
      const { member, until, by, reason } = event.data;
      return { ...state, mutes: state.mutes.set(member, { until, by, reason }) };
    }
    case 'MemberUnmuted':
      return { ...state, mutes: state.mutes.delete(event.data.member) };
    default:
      return event satisfies never;
  }
}

const named = ({ groupNames }: ChatState, { group, name }: ChatEventOf<'GroupRestricted'>['data']) =>
  name === undefined ? groupNames : groupNames.set(group, name);

/** Only authors owe no reason for a removal: what one of them takes back counts as a post. */
function restored(
  state: ChatState,
  { data, meta }: ChatEventOf<'MessageRestored'> & Pick<Recorded, 'meta'>,
): ChatState {
  const { by, revision } = data;
  const removal = state.removals.get(revision);
  const own = removal?.by === by && removal.reason === '';
  const recent = own ? rememberPost(state.recent, by, Date.parse(meta.at)) : state.recent;
  return { ...state, removals: state.removals.delete(revision), recent };
}

function introduced(state: ChatState, data: ChatEventOf<'MemberIntroduced'>['data']): ChatState {
  const { member, login, name, groups, roles } = data;
  return {
    ...state,
    members: state.members.set(member, { id: member, login, name, groups, roles }),
    logins: renamed(state.logins, state.members.get(member)?.login, login),
  };
}

function posted(before: ChatState, { data, meta, revision }: Recorded<ChatEventOf<'MessagePosted'>>): ChatState {
  return {
    ...before,
    recent: rememberPost(before.recent, data.author, Date.parse(meta.at)),
    keys: rememberKey(before.keys, data.message, { revision: Number(revision), digest: meta.digest ?? '' }),
    lastAt: meta.at,
  };
}
