import { z } from 'zod';
import { NotAModerator } from '../../events/chatbox/refusals.ts';
import { isModerator, mustEnter } from '../../events/chatbox/rights.ts';
import { loginOf, mutesAt } from '../../events/chatbox/state.ts';
import type { ChatboxError } from '../../events/core/errors.ts';
import { commandMeta } from '../commands.ts';
import { texts } from '../i18n/texts.ts';
import type { Call } from './endpoint.ts';
import { headOf, safeError } from './errors.ts';
import { mustBeTheirs, readForm, requireViewer } from './forms.ts';
import type { PageAnswer } from './page.ts';
import { seeOther } from './respond.ts';

const Form = z.object({
  muted: z.string().min(1).max(128),
  /** For whom the form was made. */
  member: z.string().optional(),
});

/** Who may not write now, and the way to lift that: whoever was muted may have no message in sight. */
export async function mutedPage(call: Call): Promise<PageAnswer | Response> {
  const { runtime, context, locale, chat } = call;
  if (context.request.method !== 'POST') return show(call);
  const form = await readForm(context.request, context.url, Form);
  const viewer = await requireViewer(runtime, context);
  const room = await runtime.room(chat);
  try {
    mustBeTheirs(viewer.member.id, form.member);
    const unmute = { kind: 'UnmuteMember', meta: commandMeta(), actor: viewer.member, member: form.muted } as const;
    await room.chat.execute(unmute);
    return seeOther(runtime.urls.muted(chat, locale));
  } catch (thrown) {
    const error = safeError(thrown, runtime);
    return { ...(await show(call, error)), ...headOf(error) };
  }
}

/** @throws to whoever is no moderator, `CHATBOX_NOT_A_MODERATOR` or why they may not enter */
async function show({ runtime, context, locale, chat }: Call, error?: ChatboxError): Promise<PageAnswer> {
  const { member } = await requireViewer(runtime, context);
  const { renderer, chat: log } = await runtime.room(chat);
  const { state } = log;
  mustEnter(member, state);
  if (!isModerator(member, state.settings)) throw new NotAModerator();
  const muted = mutesAt(state, new Date().toISOString()).map(({ member: id, by, until, reason }) => ({
    id,
    login: loginOf(state, id),
    by: loginOf(state, by),
    until,
    reason,
  }));
  const html = renderer.alone(renderer.muted({ locale, member: member.id, muted, error }), locale);
  return { title: texts[locale].mute.all, html };
}
