import { backoff } from './backoff.ts';
import { parse } from './parse.ts';

export interface Loader {
  /** Fetches the box; whatever was asked for before is not waited for. */
  now(): void;
  /** Fetches it at once the first time, then later and later, until `calm`. */
  again(): void;
  /** Fetches it once after so many milliseconds, if the page is looked at by then. */
  after(ms: number): void;
  /** All is well. */
  calm(): void;
  cancel(): void;
}

export interface LoaderListener {
  filled(box: DocumentFragment): void;
  failed(failures: number): void;
}

/** Fetches one box from the server, again and again until it comes. */
export function loader(url: string, on: LoaderListener): Loader {
  let turn = 0;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const cancel = (): void => {
    turn += 1;
    clearTimeout(timer);
  };
  const now = async (): Promise<void> => {
    cancel();
    const mine = turn;
    const box = await fetch(url, { headers: { 'HX-Request': 'true' } })
      .then(boxIn)
      .catch(() => undefined);
    // A box that was asked for before a log-in must not come after it.
    if (mine !== turn) return;
    if (box) return on.filled(box);
    again();
    on.failed(failures);
  };
  const again = (): void => {
    cancel();
    timer = setTimeout(now, failures === 0 ? 0 : backoff(failures));
    failures += 1;
  };
  return {
    now: () => void now(),
    again,
    after(ms) {
      cancel();
      timer = setTimeout(() => document.hidden || now(), ms);
    },
    calm() {
      failures = 0;
    },
    cancel,
  };
}

/** A log-in page in its place is no box, whether it is led to or stands there itself. */
async function boxIn(answer: Response): Promise<DocumentFragment | undefined> {
  if (!answer.ok || answer.redirected) return undefined;
  const box = parse(await answer.text());
  return box.firstElementChild?.matches('.chatbox') ? box : undefined;
}
