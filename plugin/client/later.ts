import type { Composer } from './composer.ts';
import type { Room } from './room.ts';

/** What is fetched when somebody first needs it. */
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
  let composer: Promise<Composer> | undefined;
  let composes = false;
  let engine: Promise<void> | undefined;
  let process: ((root: Element) => void) | undefined;
  return {
    compose() {
      composer ??= import('./composer.ts').then((module) => {
        composes = true;
        return module.compose(room);
      });
      return composer;
    },
    composing: () => composer,
    composes: () => composes,
    hypermedia() {
      engine ??= import('./hypermedia.ts').then((module) => {
        process = module.hypermedia(room);
        // It kept a host page's own htmx away.
        room.box.removeAttribute('hx-ignore');
        process(room.box);
      });
      return engine;
    },
    ready: () => process !== undefined,
    process: (root) => process?.(root),
  };
}
