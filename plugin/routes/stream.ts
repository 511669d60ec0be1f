import type { APIRoute } from 'astro';
import { mustEnter } from '../../events/chatbox/rights.ts';
import { introduceTo } from '../create-runtime.ts';
import { endpoint } from '../http/endpoint.ts';
import { requireViewer } from '../http/forms.ts';
import { eventStream } from '../hub/event-stream.ts';

/** The live stream. 401, 403 and 404 are final for a browser; 429 and 503 are not. */
export const GET = endpoint(async ({ runtime, context, locale, chat }) => {
  const viewer = await requireViewer(runtime, context);
  const room = await runtime.room(chat);
  mustEnter(viewer.member, room.chat.state);
  room.hub.mustHaveRoom(viewer.member.id);
  await introduceTo(room.chat, viewer.member);
  const lastEventId = context.request.headers.get('last-event-id');
  return eventStream((sink) => room.hub.open({ viewer, locale, lastEventId, sink }));
});

/** Astro would run GET for it, and never end the stream: https://docs.astro.build/en/guides/endpoints/ */
export const HEAD: APIRoute = () => new Response(null, { status: 405, headers: { allow: 'GET' } });
