import type { Room } from './room.ts';
import type { LineState } from './stream.ts';

/** How long it stands that something was not answered, where nothing else is said of the line. */
const AWAY = 6_000;

export interface Strip {
  /** Says how the line is. */
  tell(state: LineState): void;
  /** Says that what a hand asked for was not answered. */
  away(): void;
}

/** The strip over the list, wherever it stands in the box by then. */
export function strip({ part, say }: Pick<Room, 'part' | 'say'>): Strip {
  const find = (): HTMLElement | null => part('.cb-state');
  return {
    tell({ failures, busy }) {
      const shown = find();
      // One missed attempt is mended before anybody could read of it.
      const name = busy ? 'busy' : navigator.onLine ? 'lost' : 'offline';
      const text = failures < 2 ? '' : say(name);
      if (shown && shown.textContent !== text) shown.textContent = text;
    },
    away() {
      const shown = find();
      if (shown?.textContent !== '') return;
      const text = say('away');
      shown.textContent = text;
      setTimeout(() => {
        if (shown.textContent === text) shown.textContent = '';
      }, AWAY);
    },
  };
}
