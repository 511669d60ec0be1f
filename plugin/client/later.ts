import type { toggle } from './acts.ts';
import type { Composer } from './composer.ts';
import type { Room } from './room.ts';

/** What is fetched when somebody first needs it. Where it cannot be fetched, the next one who needs it tries again. */
export interface Later {
  compose(): Promise<Composer>;
  /** Tells the composer of what has changed, where it was asked for already. */
  tell(what: (composer: Composer) => void): void;
  /** Lines that were sent before it was there. */
  readonly early: string[];
  /** Whether it takes its own keys. */
  composes(): boolean;
  acts(): Promise<typeof toggle>;
  /** htmx, for older messages and for acts on one: once it is there, it is shown all that comes into the page. */
  hypermedia(): Promise<unknown>;
  ready(): boolean;
  process(root: Element): void;
}

export function later(room: Room): Later {
  const early: string[] = [];
  const composer = once(
    room,
    () => import('./composer.ts'),
    ({ compose }) => compose(room, early),
  );
  const acts = once(
    room,
    () => import('./acts.ts'),
    ({ toggle }) => toggle,
  );
  const engine = once(
    room,
    () => import('./hypermedia.ts'),
    ({ hypermedia }) => hypermedia(room),
  );
  return {
    compose: composer.load,
    tell: composer.tell,
    early,
    composes: () => composer.loaded() !== undefined,
    acts: acts.load,
    hypermedia: engine.load,
    ready: () => engine.loaded() !== undefined,
    process: (root) => engine.loaded()?.(root),
  };
}

function once<Module, Part>(room: Room, fetched: () => Promise<Module>, begin: (module: Module) => Part) {
  let loading: Promise<Part> | undefined;
  let loaded: Part | undefined;
  const start = async (): Promise<Part> => {
    try {
      // A module that did not come once will not come any more, as long as its page lives: browsers do not ask again
      // (https://github.com/whatwg/html/issues/6768). So the site is asked first where it may not be there.
      if (room.lost() || !navigator.onLine) await fetch(location.href, { method: 'HEAD' });
      loaded = begin(await fetched());
      return loaded;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
  return {
    load(): Promise<Part> {
      loading ??= start();
      return loading;
    },
    tell: (what: (part: Part) => void) => void loading?.then(what, () => {}),
    loaded: () => loaded,
  };
}
