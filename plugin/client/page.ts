/** A hidden page goes on counting for so long, then lets its stream go. */
const HIDDEN = 300_000;

export interface PageListener {
  /** Hidden for minutes. */
  asleep(): void;
  /** Shown, or its network is back. */
  awake(): void;
  left(): void;
  /** It comes back from the browser's memory, as it was left. */
  back(): void;
}

/** The comings and goings of the page that a box stands in. */
export function watchPage(signal: AbortSignal, on: PageListener): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(on.asleep, HIDDEN);
    else on.awake();
  };
  document.addEventListener('visibilitychange', look, { signal });
  window.addEventListener('online', look, { signal });
  // A stream would keep its socket while the page lies in the browser's memory.
  window.addEventListener('pagehide', on.left, { signal });
  window.addEventListener(
    'pageshow',
    ({ persisted }) => {
      if (persisted) on.back();
    },
    { signal },
  );
  signal.addEventListener('abort', () => clearTimeout(timer));
}
