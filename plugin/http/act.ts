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

const commands: Readonly<Record<Act, (asked: About & { readonly form: ActForm }) => ChatCommand>> = {
  remove: ({ viewer, target, form }) => ({
    kind: 'RemoveMessage',
    meta: commandMeta(),
    actor: viewer.member,
    target,
    reason: form.reason,
  }),
  restore: ({ viewer, target }) => ({ kind: 'RestoreMessage', meta: commandMeta(), actor: viewer.member, target }),
  mute: ({ viewer, target, form }) => ({
    kind: 'MuteMember',
    meta: commandMeta(),
    actor: viewer.member,
    member: target.data.author,
    minutes: form.minutes ?? 0,
    reason: form.reason,
  }),
  unmute: ({ viewer, target }) => ({
    kind: 'UnmuteMember',
    meta: commandMeta(),
    actor: viewer.member,
    member: target.data.author,
  }),
};

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
    await room.chat.execute(commands[act]({ viewer, target, form }));
    return { act, room, viewer, target };
  } catch (error) {
    return { act, room, viewer, target, error };
  }
}
