import { z } from 'zod';
import type { ChatCommand } from '../../events/chatbox/commands.ts';
import type { MessagePosted } from '../../events/chatbox/events.ts';
import type { Recorded } from '../../events/core/event.ts';
import { commandMeta } from '../commands.ts';
import type { Room, Runtime } from '../create-runtime.ts';
import { ACTS, type Act } from '../fragments/types.ts';
import type { Viewer, ViewerContext } from '../members/directory.ts';
import { targetOf } from './acts.ts';
import { badForm, mustBeTheirs, readForm, requireViewer } from './forms.ts';

const Form = z.object({
  act: z.enum(ACTS).optional(),
  /** The message that the form stands beside. */
  revision: z.string(),
  reason: z.string().max(2_000).default(''),
  minutes: z.coerce.number().optional(),
  return: z.string().optional(),
  /** For whom the form was made; a message of the list, which many are shown, names nobody. */
  member: z.string().optional(),
});

export type ActForm = z.output<typeof Form>;

interface About {
  readonly viewer: Viewer;
  readonly target: Recorded<MessagePosted>;
}

export interface ActResult extends About {
  readonly act: Act;
  readonly room: Room;
  /** Why it was not done. */
  readonly error?: unknown;
}

function commandOf(act: Act, { viewer, target }: About, { reason, minutes = 0 }: ActForm): ChatCommand {
  const asked = { meta: commandMeta(), actor: viewer.member };
  const member = target.data.author;
  switch (act) {
    case 'remove':
      return { kind: 'RemoveMessage', ...asked, target, reason };
    case 'restore':
      return { kind: 'RestoreMessage', ...asked, target };
    case 'mute':
      return { kind: 'MuteMember', ...asked, member, minutes, reason };
    case 'unmute':
      return { kind: 'UnmuteMember', ...asked, member };
    default:
      return act satisfies never;
  }
}

/** @throws what `readForm` throws */
export const readAct = ({ request, url }: ViewerContext): Promise<ActForm> => readForm(request, url, Form);

/**
 * The way of an act on a message, or on its author, from a form to the log: the same with and without JavaScript.
 * @param given what the address asks for; where it does not say, the form does
 * @throws what leaves no message to answer beside: a form that asks for nothing, no session or another's, no such
 * message.
 */
export async function performAct(
  runtime: Runtime,
  context: ViewerContext,
  chat: string,
  form: ActForm,
  given?: Act,
): Promise<ActResult> {
  const act = given ?? form.act;
  if (act === undefined) throw badForm('act');
  const viewer = await requireViewer(runtime, context);
  mustBeTheirs(viewer.member.id, form.member);
  const room = await runtime.room(chat);
  const target = await targetOf(room, viewer, form.revision);
  try {
    await room.chat.execute(commandOf(act, { viewer, target }, form));
    return { act, room, viewer, target };
  } catch (error) {
    return { act, room, viewer, target, error };
  }
}
