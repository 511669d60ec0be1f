import { z } from 'zod';
import type { ChatCommand } from '../../events/chatbox/commands.ts';
import type { MessagePosted } from '../../events/chatbox/events.ts';
import type { Recorded } from '../../events/core/event.ts';
import type { Viewer } from '../members/directory.ts';
import { actsData, targetOf, viewOf } from './acts.ts';
import { endpoint } from './endpoint.ts';
import { headersOf, safeError, statusOf } from './errors.ts';
import { readForm, requireViewer } from './forms.ts';
import { htmlResponse, isHtmx, seeOther } from './respond.ts';
import { localPath } from './return-to.ts';

const Form = z.object({
  /** The message that the form stands beside. */
  revision: z.string(),
  reason: z.string().max(2_000).default(''),
  minutes: z.coerce.number().optional(),
  return: z.string().optional(),
});

interface Asked {
  readonly viewer: Viewer;
  readonly target: Recorded<MessagePosted>;
  readonly form: z.output<typeof Form>;
}

/**
 * A form that acts on one message or on its author. With JavaScript it answers with what then stands: the message, or
 * the panel; without, with the page that it came from.
 */
export const moderation = (concerns: 'message' | 'author', command: (asked: Asked) => ChatCommand) =>
  endpoint(async ({ runtime, context, locale, chat }) => {
    const form = await readForm(context.request, context.url, Form);
    const viewer = await requireViewer(runtime, context);
    const room = await runtime.room(chat);
    const target = await targetOf(room, viewer, form.revision);
    const returnTo = localPath(form.return, runtime.urls.page(chat, locale));
    const htmx = isHtmx(context.request);
    try {
      await room.chat.execute(command({ viewer, target, form }));
    } catch (thrown) {
      const error = safeError(thrown, runtime);
      if (!htmx) return seeOther(`${runtime.urls.acts(chat, locale, target.revision, returnTo)}&error=${error.code}`);
      return htmlResponse(room.renderer.error(error, locale), statusOf(error), headersOf(error));
    }
    if (!htmx) return seeOther(returnTo);
    if (concerns === 'author') {
      return htmlResponse(room.renderer.acts(actsData(room, viewer, target, { locale, returnTo })));
    }
    const view = viewOf(room, viewer, target);
    return htmlResponse(view ? room.renderer.message(view, locale) : '');
  });
