import { mustEnter } from '../../events/chatbox/rights.ts';
import { meet } from '../commands.ts';
import { endpoint } from '../http/endpoint.ts';
import { mustBeTheirs, requireViewer } from '../http/forms.ts';
import { eventStream } from '../hub/event-stream.ts';

/** All that the viewer may see from `Last-Event-ID` on, as Server-Sent Events. */
export const GET = endpoint(async ({ runtime, context, locale, chat: id }) => {
  const viewer = await requireViewer(runtime, context);
  const { chat, hub } = await runtime.room(id);
  const { searchParams } = context.url;
  mustBeTheirs(viewer.member.id, searchParams.get('member'));
  await meet(chat, viewer.member);
  mustEnter(viewer.member, chat.state);
  hub.mustHaveRoom(viewer.member.id);
  const lastEventId = context.request.headers.get('last-event-id');
  const moderator = searchParams.get('moderator');
  const shown = moderator === null ? undefined : moderator === 'true';
  return eventStream((sink) => hub.open({ viewer, locale, lastEventId, sink, shown }));
});

// Astro would answer it with GET, drop the body, and leave the stream open for ever.
export const HEAD = (): Response => new Response(null, { status: 405, headers: { allow: 'GET' } });
