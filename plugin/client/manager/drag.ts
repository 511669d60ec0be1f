interface Told {
  readonly speak: (row: HTMLElement, what: string) => void;
  readonly settled: (row: HTMLElement) => void;
}

/** Rows follow the pointer by their handle; the others make room. Escape puts the row back. */
export function drag(list: HTMLElement, told: Told, signal: AbortSignal): void {
  list.addEventListener(
    'pointerdown',
    (event) => {
      const handle = event.target instanceof Element ? event.target.closest<HTMLElement>('.cb-handle') : null;
      const row = handle?.closest<HTMLElement>('li');
      if (!handle || !row || event.button !== 0) return;
      event.preventDefault();
      handle.focus({ preventScroll: true });
      hold(list, row, handle, event, told);
    },
    { signal },
  );
}

function hold(list: HTMLElement, row: HTMLElement, handle: HTMLElement, start: PointerEvent, told: Told): void {
  const released = new AbortController();
  const { signal } = released;
  const home = row.nextElementSibling;
  // Where in the row it was taken: it stays under the pointer, whatever scrolls or moves.
  const grip = start.clientY - row.getBoundingClientRect().top;
  let pointer = start.clientY;
  let shift = 0;
  let frame = 0;

  const follow = (): void => {
    for (let moved = true; moved; ) {
      shift += pointer - grip - row.getBoundingClientRect().top;
      row.style.translate = `0 ${shift}px`;
      moved = makeRoom();
    }
  };
  /** The held row itself never leaves its place in the document, or it would lose the pointer. */
  const makeRoom = (): boolean => {
    const { top, bottom } = row.getBoundingClientRect();
    const before = row.previousElementSibling;
    const after = row.nextElementSibling;
    if (before && top < middleOf(before)) row.after(before);
    else if (after && bottom > middleOf(after)) row.before(after);
    else return false;
    return true;
  };
  // Near an edge of the window the page scrolls along.
  const scroll = (): void => {
    const edge = 56;
    const step = pointer < edge ? pointer - edge : Math.max(0, pointer - innerHeight + edge);
    if (step !== 0) {
      scrollBy(0, step / 4);
      follow();
    }
    frame = requestAnimationFrame(scroll);
  };
  const release = (what: 'dropped' | 'cancelled'): void => {
    released.abort();
    cancelAnimationFrame(frame);
    row.classList.remove('cb-held');
    row.style.translate = '';
    if (what === 'cancelled') list.insertBefore(row, home);
    else if (row.nextElementSibling !== home) told.settled(row);
    told.speak(row, what);
    handle.focus({ preventScroll: true });
  };

  handle.setPointerCapture(start.pointerId);
  row.classList.add('cb-held');
  told.speak(row, 'grabbed');
  frame = requestAnimationFrame(scroll);
  const on = <E extends Event>(target: EventTarget, type: string, handler: (event: E) => void): void =>
    target.addEventListener(type, handler as EventListener, { signal });
  on(handle, 'pointermove', (event: PointerEvent) => {
    pointer = event.clientY;
    follow();
  });
  on(handle, 'pointerup', () => release('dropped'));
  on(handle, 'pointercancel', () => release('cancelled'));
  on(handle, 'lostpointercapture', () => release('dropped'));
  on(document, 'keydown', (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    release('cancelled');
  });
}

const middleOf = (element: Element): number => {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
};
