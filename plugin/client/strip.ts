import type { Room } from './room.ts';
import type { LineState } from './stream.ts';

/** How long it stands that something was not answered, in place of what is said of the line. */
const AWAY = 6_000;

export interface Strip {
  /** Says how the line is. */
  tell(state: LineState): void;
  /** Says that what a hand asked for was not answered. */
  away(): void;
}

/** The strip over the list, wherever it stands in the box by then. */
export function strip({ part, say }: Pick<Room, 'part' | 'say'>): Strip {
  let line = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const show = (text: string): void => {
    const shown = part('.cb-state');
    if (shown && shown.textContent !== text) shown.textContent = text;
  };
  const calm = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    tell({ failures, busy }) {
      // One missed attempt is mended before anybody could read of it.
      const name = busy ? 'busy' : navigator.onLine ? 'lost' : 'offline';
      line = failures < 2 ? '' : say(name);
      if (failures === 0) calm();
      if (timer === undefined) show(line);
    },
    away() {
      calm();
      timer = setTimeout(() => {
        calm();
        show(line);
      }, AWAY);
      // Each press is answered aloud.
      show('');
      show(say('away'));
    },
  };
}
