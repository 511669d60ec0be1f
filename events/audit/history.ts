import { chatDecider } from '../chatbox/decider.ts';
import { chatCodec, chatStream } from '../chatbox/events.ts';
import { type ChatState, loginOf } from '../chatbox/state.ts';
import type { Actor } from '../core/event.ts';
import type { EventStore } from '../core/event-store.ts';
import { menuDecider } from '../menu/decider.ts';
import { menuCodec, menuStream } from '../menu/events.ts';
import { messageAbout } from './about.ts';
import { type Described, describe } from './describe.ts';
import { describeMenu } from './describe-menu.ts';
import { replay } from './replay.ts';

/** An event in words, with its id and who did it by their id. */
export interface Told extends Described {
  readonly id: string;
  readonly actor: Actor;
}
type Reader = Pick<EventStore, 'read'>;

/** The log of a chatbox in words, from a revision on. */
export async function* historyOfChat(store: Reader, chat: string, from: bigint): AsyncGenerator<Told, void> {
  let after = chatDecider.initialState();
  for await (const event of replay(store, chatStream(chat), chatCodec)) {
    const before = after;
    after = chatDecider.evolve(before, event);
    if (event.revision < from) continue;
    const about = await messageAbout(store, chat, event);
    yield { ...describe(event, { before, after, about }), id: event.id, actor: event.meta.actor };
  }
}

/** The log of a menu, which names nobody itself: by the logins that a chatbox knew them by at that time. */
export async function* historyOfMenu(
  store: Reader,
  { menu, chat }: { readonly menu: string; readonly chat: string },
  from: bigint,
): AsyncGenerator<Told, void> {
  const known = membersUntil(store, chat);
  let after = menuDecider.initialState();
  for await (const event of replay(store, menuStream(menu), menuCodec)) {
    const before = after;
    after = menuDecider.evolve(before, event);
    if (event.revision < from) continue;
    const { revision, type, id, meta } = event;
    const by = loginOf(await known(meta.at), meta.actor.member);
    yield { revision, at: meta.at, type, by, what: describeMenu(event, before), id, actor: meta.actor };
  }
}

/** The chatbox as it was at one time after another, never an earlier one. */
function membersUntil(store: Reader, chat: string): (at: string) => Promise<ChatState> {
  const log = replay(store, chatStream(chat), chatCodec);
  let state = chatDecider.initialState();
  let next: Awaited<ReturnType<typeof log.next>> | undefined;
  return async (at) => {
    next ??= await log.next();
    for (; !next.done && next.value.meta.at <= at; next = await log.next()) {
      state = chatDecider.evolve(state, next.value);
    }
    return state;
  };
}
