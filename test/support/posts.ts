import type { ChatEvent } from '../../events/chatbox/events.ts';
import type { Recorded } from '../../events/core/event.ts';
import { member } from './builders.ts';

/** As many members as posts, so that nobody floods. */
export const crowd = (count: number) => Array.from({ length: count }, (_, i) => member(`member${i}`));
export const texts = (events: readonly Recorded<ChatEvent>[]) =>
  events.flatMap((event) => (event.type === 'MessagePosted' ? [event.data.text] : []));
