import type { Composer } from './composer.ts';
import type { Room } from './room.ts';

/** What is fetched when somebody first needs it. Where it cannot be fetched, the next one who needs it tries again. */
export interface Later {
  compose(): Promise<Composer>;
  /** Asked for already, so that it must hear of what changes. */
  composing(): Promise<Composer> | undefined;
  /** Whether it takes its own keys. */
  composes(): boolean;
  /** htmx, for older messages and for acts on one: once it is there, it is shown all that comes into the page. */
  hypermedia(): Promise<unknown>;
  ready(): boolean;
  process(root: Element): void;
}

export function later(room: Room): Later {
  let composes = false;
  let process: ((root: Element) => void) | undefined;
  const composer = once(async () => {
    const { compose } = await import('./composer.ts');
    composes = true;
    return compose(room);
  });
  const engine = once(async () => {
    const { hypermedia } = await import('./hypermedia.ts');
    process = hypermedia(room);
    // It kept a host page's own htmx away.
    room.box.removeAttribute('hx-ignore');
    process(room.box);
  });
  return {
    compose: composer.load,
    composing: composer.loading,
    composes: () => composes,
    hypermedia: engine.load,
    ready: () => process !== undefined,
    process: (root) => process?.(root),
  };
}

function once<T>(start: () => Promise<T>): { load(): Promise<T>; loading(): Promise<T> | undefined } {
  let loading: Promise<T> | undefined;
  const load = (): Promise<T> => {
    loading ??= start().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
  return { load, loading: () => loading };
}
