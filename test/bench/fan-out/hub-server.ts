import { writeResponse } from 'astro/app/node';
import type { Member } from '../../../events/chatbox/member.ts';
import { openMemory } from '../../../events/stores/memory.ts';
import { introduceTo } from '../../../plugin/commands.ts';
import { eventStream } from '../../../plugin/hub/event-stream.ts';
import { createHub } from '../../../plugin/hub/hub.ts';
import { ask, member, postMessage } from '../../support/builders.ts';
import { enabledChat } from '../../support/chat.ts';
import { renderer } from '../../support/fragments.ts';
import { stamped } from './messages.ts';
import type { Streams } from './server.ts';

/** Enough that nobody floods at 500 posts a second. */
const MEMBERS = 3_000;

/** The hub as it runs on a site: every stream of a member of its own, whose session is confirmed every second. */
export async function hubServer(): Promise<Streams> {
  const chat = await enabledChat(openMemory());
  const members = Array.from({ length: MEMBERS }, (_, n): Member => member(`member${n}`, { groups: ['chat'] }));
  for (const actor of members) await chat.execute(ask('IntroduceMember', { actor }));
  const sessions = new Map(members.map((one, n) => [`s${n}`, one]));
  const hub = createHub({
    chat,
    renderer,
    directory: {
      current: async (asked) => new Map([...sessions].filter(([session]) => asked.includes(session))),
    },
    introduce: (one) => introduceTo(chat, one),
    now: () => new Date(),
    log: console.error,
  });
  let turn = 0;
  return {
    answer(request, response) {
      const session = request.headers.cookie ?? '';
      const reader = sessions.get(session);
      if (reader === undefined) return void response.writeHead(401).end();
      const lastEventId = String(request.headers['last-event-id'] ?? chat.revision);
      const viewer = { session, member: reader };
      void writeResponse(
        eventStream((sink) => hub.open({ viewer, locale: 'en', lastEventId, sink })),
        response,
      );
    },
    post() {
      turn += 1;
      const author = members[turn % MEMBERS] ?? member('nobody');
      const now = new Date().toISOString();
      chat.execute(postMessage(author, stamped(), { now })).catch((error: unknown) => console.error(String(error)));
    },
  };
}
