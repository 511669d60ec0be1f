import { mustEnter } from '../../events/chatbox/rights.ts';
import { introduceTo } from '../create-runtime.ts';
import { endpoint } from '../http/endpoint.ts';
import { requireViewer } from '../http/forms.ts';
import { eventStream } from '../hub/event-stream.ts';

/** All that the viewer may see from `Last-Event-ID` on, as Server-Sent Events. */
export const GET = endpoint(async ({ runtime, context, locale, chat: id }) => {
  const viewer = await requireViewer(runtime, context);
  const { chat, hub } = await runtime.room(id);
  mustEnter(viewer.member, chat.state);
  hub.mustHaveRoom(viewer.member.id);
  await introduceTo(chat, viewer.member);
  const lastEventId = context.request.headers.get('last-event-id');
  return eventStream((sink) => hub.open({ viewer, locale, lastEventId, sink }));
});

// Astro would answer it with GET, drop the body, and leave the stream open for ever.
export const HEAD = (): Response => new Response(null, { status: 405, headers: { allow: 'GET' } });
