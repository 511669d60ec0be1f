import type { ChatEvent, MessagePosted } from '../../events/chatbox/events.ts';
import type { ChatState } from '../../events/chatbox/state.ts';
import { messageView } from '../../events/chatbox/timeline.ts';
import { type Sight, sightOf } from '../../events/chatbox/visibility.ts';
import type { Recorded } from '../../events/core/event.ts';
import type { Renderer } from '../fragments/renderer.ts';
import type { Connection } from './connection.ts';
import { frame } from './frames.ts';

/** An event of the log with the message that it is about, if it is about one. */
export interface Entry {
  readonly revision: bigint;
  readonly posted: Recorded<MessagePosted> | undefined;
}

/** Events that are told together, each stream getting one write. */
export class Batch {
  readonly first: bigint;
  readonly last: bigint;
  readonly #entries: readonly Entry[];
  readonly #state: ChatState;
  readonly #renderer: Pick<Renderer, 'message'>;
  /** Whom these messages name: to them alone the rule may say something else than to the others of their class. */
  readonly #named = new Set<string>();
  readonly #frames = new Map<string, Buffer>();
  readonly #shared = new Map<string, Buffer | undefined>();

  constructor(entries: readonly [Entry, ...Entry[]], state: ChatState, renderer: Pick<Renderer, 'message'>) {
    this.#entries = entries;
    this.#state = state;
    this.#renderer = renderer;
    this.first = entries[0].revision;
    this.last = entries.at(-1)?.revision ?? this.first;
    for (const { posted } of entries) {
      if (posted === undefined) continue;
      this.#named.add(posted.data.author);
      for (const reader of posted.data.to ?? []) this.#named.add(reader);
    }
  }

  /** All that this stream may see of the batch, as one buffer shared by everybody to whom the same is shown. */
  for(connection: Connection): Buffer | undefined {
    const { viewer, moderator, locale, next } = connection;
    const { id } = viewer.member;
    if (this.#named.has(id) || next > this.first) return this.#render(connection);
    const key = `${locale}${moderator ? ' moderator' : ''}`;
    if (!this.#shared.has(key)) this.#shared.set(key, this.#render(connection));
    return this.#shared.get(key);
  }

  #render({ viewer, locale, next }: Connection): Buffer | undefined {
    const frames: Buffer[] = [];
    for (const { posted, revision } of this.#entries) {
      if (posted === undefined || revision < next) continue;
      const sight = sightOf(posted, viewer.member, this.#state);
      if (sight !== 'nothing') frames.push(this.#frame(posted, revision, sight, locale));
    }
    return frames.length > 1 ? Buffer.concat(frames) : frames[0];
  }

  #frame(
    posted: Recorded<MessagePosted>,
    revision: bigint,
    sight: Exclude<Sight, 'nothing'>,
    locale: Connection['locale'],
  ): Buffer {
    const key = `${revision} ${sight} ${locale}`;
    const known = this.#frames.get(key);
    if (known !== undefined) return known;
    const made = frame(this.#renderer.message(messageView(posted, sight, this.#state), locale), revision);
    this.#frames.set(key, made);
    return made;
  }
}

/** The revision of the message that an event is about. */
export function aboutOf(event: Recorded<ChatEvent>): bigint | undefined {
  if (event.type === 'MessagePosted') return event.revision;
  return event.type === 'MessageRemoved' || event.type === 'MessageRestored' ? BigInt(event.data.revision) : undefined;
}
