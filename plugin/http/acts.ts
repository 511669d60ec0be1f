import type { MessagePosted } from '../../events/chatbox/events.ts';
import { messageAt } from '../../events/chatbox/message-at.ts';
import { MessageUnknown } from '../../events/chatbox/refusals.ts';
import { isModerator } from '../../events/chatbox/rights.ts';
import { muteOf } from '../../events/chatbox/state.ts';
import { messageView } from '../../events/chatbox/timeline.ts';
import { sightOf } from '../../events/chatbox/visibility.ts';
import type { Recorded } from '../../events/core/event.ts';
import type { Room } from '../create-runtime.ts';
import type { ActsData, MessageView } from '../fragments/types.ts';
import type { Viewer } from '../members/directory.ts';
import { revisionOf } from './endpoint.ts';

/** A message that this viewer may not see is answered like one that does not exist. */
export async function targetOf(room: Room, { member }: Viewer, given: string | null): Promise<Recorded<MessagePosted>> {
  const target = await messageAt(room.chat, revisionOf(given));
  if (target === undefined || sightOf(target, member, room.chat.state) === 'nothing') throw new MessageUnknown();
  return target;
}

/** The message as it stands for this viewer by now; none when it is out of their sight. */
export function viewOf(room: Room, { member }: Viewer, target: Recorded<MessagePosted>): MessageView | undefined {
  const { state } = room.chat;
  const sight = sightOf(target, member, state);
  return sight === 'nothing' ? undefined : messageView(target, sight, state);
}

/** Where the acts stand, and what came of the last one. */
export type ActsPlace = Pick<ActsData, 'locale' | 'returnTo' | 'done' | 'error' | 'kept'>;

/** What a viewer may do with a message. @throws `MessageUnknown` */
export function actsData(room: Room, viewer: Viewer, target: Recorded<MessagePosted>, place: ActsPlace): ActsData {
  const { settings, members } = room.chat.state;
  const view = viewOf(room, viewer, target);
  if (view === undefined) throw new MessageUnknown();
  const moderator = isModerator(viewer.member, settings);
  const author = members.get(target.data.author);
  return {
    ...place,
    view,
    member: viewer.member,
    moderator,
    mute: moderator ? muteOf(room.chat.state, target.data.author, new Date().toISOString()) : undefined,
    mutable: moderator && author !== undefined && !isModerator(author, settings),
  };
}
