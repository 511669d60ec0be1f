import { z } from 'zod';
import { addressOf } from '../../events/chatbox/addressing.ts';
import type { MessagePosted } from '../../events/chatbox/events.ts';
import { messageId, PostKey } from '../../events/chatbox/keys.ts';
import { messageAt } from '../../events/chatbox/message-at.ts';
import { MAX_RECIPIENTS } from '../../events/chatbox/posting.ts';
import { barred } from '../../events/chatbox/rights.ts';
import { cleanText, FAR_TOO_LONG } from '../../events/chatbox/text.ts';
import { ChatboxError } from '../../events/core/errors.ts';
import type { Recorded } from '../../events/core/event.ts';
import { commandMeta, meet } from '../commands.ts';
import type { Room, Runtime } from '../create-runtime.ts';
import type { Viewer, ViewerContext } from '../members/directory.ts';
import { mustBeTheirs, readForm, requireViewer } from './forms.ts';

const Form = z.object({
  text: z.string(),
  key: PostKey,
  audience: z.enum(['public', 'private']).optional(),
  return: z.string().optional(),
  /** For whom the form was made. */
  member: z.string().optional(),
});
export type PostForm = z.output<typeof Form>;

export interface PostResult {
  readonly room: Room;
  readonly viewer: Viewer;
  /** The message as it stands in the log; or why it is not there. */
  readonly outcome: { readonly posted: Recorded<MessagePosted> } | { readonly error: unknown };
}

/** @throws what `readForm` throws */
export const readPost = ({ request, url }: ViewerContext): Promise<PostForm> => readForm(request, url, Form);

/**
 * The way of a message from a form to the log, the same with and without JavaScript.
 * @throws what makes a box impossible: no session, no such chat, a store that was not there yet.
 */
export async function postMessage(
  runtime: Runtime,
  context: ViewerContext,
  chatId: string,
  form: PostForm,
): Promise<PostResult> {
  const viewer = await requireViewer(runtime, context);
  const room = await runtime.room(chatId);
  try {
    const { chat } = room;
    const { member } = viewer;
    mustBeTheirs(member.id, form.member);
    const out = barred(member, chat.state) !== undefined;
    if (out) await meet(chat, member);
    const id = messageId(chat.stream, member.id, form.key);
    const { revision } = await chat.execute({
      kind: 'PostMessage',
      meta: commandMeta(id),
      actor: member,
      text: form.text,
      audience: form.audience,
      // The decider judges them, after it has looked whether this was posted before.
      known: out ? [] : await membersNamed(form.text, runtime),
      key: form.key,
    });
    const posted = await messageAt(chat, revision);
    if (posted === undefined) throw new ChatboxError('INTERNAL', `Revision ${revision} holds no message.`);
    return { room, viewer, outcome: { posted } };
  } catch (error) {
    return { room, viewer, outcome: { error } };
  }
}

async function membersNamed(text: string, { directory }: Runtime) {
  if (text.length > FAR_TOO_LONG) return [];
  const address = addressOf(cleanText(text));
  return address.kind === 'private' && address.logins.length <= MAX_RECIPIENTS
    ? directory.findByLogins(address.logins)
    : [];
}
