import type { ChatState } from '../../events/chatbox/state.ts';
import { messageView } from '../../events/chatbox/timeline.ts';
import type { Sight } from '../../events/chatbox/visibility.ts';
import type { Renderer } from '../fragments/renderer.ts';
import type { Locale } from '../i18n/locale.ts';
import { frame } from './frames.ts';
import type { News } from './news.ts';

const KEPT = 4_000;

/** The frames of messages: each is rendered once for a language and a sight, and shared. */
export class MessageFrames {
  readonly #renderer: Pick<Renderer, 'message'>;
  readonly #frames = new Map<string, Buffer>();
  #members: ChatState['members'] | undefined;
  #removals: ChatState['removals'] | undefined;

  constructor(renderer: Pick<Renderer, 'message'>) {
    this.#renderer = renderer;
  }

  /** The message as it is in this state; none where nothing of it may be seen. */
  of({ revision, posted }: News, sight: Sight, locale: Locale, state: ChatState): Buffer | undefined {
    if (sight === 'nothing') return undefined;
    this.#forgetWhatChanged(state);
    const key = `${revision} ${sight} ${locale}`;
    const known = this.#frames.get(key);
    if (known !== undefined) return known;
    const made = frame(this.#renderer.message(messageView(posted, sight, state), locale), revision);
    for (const oldest of this.#frames.keys()) {
      if (this.#frames.size < KEPT) break;
      this.#frames.delete(oldest);
    }
    this.#frames.set(key, made);
    return made;
  }

  // A view is made of the message, the names and the removals: the state is immutable, so that "the same" is "no change".
  #forgetWhatChanged({ members, removals }: ChatState): void {
    if (members === this.#members && removals === this.#removals) return;
    this.#members = members;
    this.#removals = removals;
    this.#frames.clear();
  }
}
