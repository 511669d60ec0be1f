import { metaOf } from '../core/command.ts';
import type { Proposed } from '../core/event.ts';
import { uuidv5 } from '../core/uuid.ts';
import type { ChatCommand } from './commands.ts';
import type { ChatEvent, ChatEventOf } from './events.ts';
import type { Member } from './member.ts';
import { type ChatState, isIntroduced } from './state.ts';

/**
 * Builds the events of one command: their time never runs back, and their ids follow from this asking of it. Asked
 * again on another process, a command has other ids, so that no store takes two different appends for one.
 */
export function facts({ meta, actor }: ChatCommand, state: ChatState) {
  const { id, groups, roles } = actor;
  const common = metaOf(meta, { member: id, groups, roles }, state.lastAt);
  const fact = <T extends ChatEvent['type']>(type: T, data: ChatEventOf<T>['data'], about = ''): Proposed<ChatEvent> =>
    ({ id: uuidv5(meta.correlation, type, about), type, v: 1, data, meta: common }) as unknown as Proposed<ChatEvent>;
  return {
    fact,
    /** What the accounts say of these members, where the log does not say it yet. */
    introductions: (members: readonly Member[]): Proposed<ChatEvent>[] =>
      members
        .filter((one) => !isIntroduced(one, state))
        .map(({ id, login, name, groups, roles }) =>
          fact('MemberIntroduced', { member: id, login, name, groups: [...groups], roles: [...roles] }, id),
        ),
  };
}
