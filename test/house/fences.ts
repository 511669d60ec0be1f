import { posix } from 'node:path';
import type { Import } from './imports.ts';

/** A file by its path from the root of the repository, and what it imports. */
export interface Importer {
  readonly path: string;
  readonly imports: readonly Import[];
}

export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly specifier: string;
  readonly rule: string;
}

/** One import as the fences see it. */
interface Crossing {
  /** The file that imports. */
  readonly from: string;
  /** What is imported: a path from the root where it is relative, otherwise the name as it stands. */
  readonly to: string;
  readonly relative: boolean;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

interface Fence {
  readonly rule: string;
  readonly broken: (crossing: Crossing) => boolean;
}

const within = (path: string, ...folders: readonly string[]): boolean =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));

const isPackage = (to: string, ...names: readonly string[]): boolean => within(to, ...names);

/** Files in `folder` may import from `folders`, and of packages Node's own and `packages`. */
const only =
  (folder: string, folders: readonly string[], packages: readonly string[]) =>
  ({ from, to, relative }: Crossing): boolean => {
    if (!within(from, folder)) return false;
    return relative ? !within(to, folder, ...folders) : !to.startsWith('node:') && !isPackage(to, ...packages);
  };

/** Values in `folder` come from `folders` and `packages` alone; types from anywhere. */
const values =
  (folder: string, folders: readonly string[], packages: readonly string[]) =>
  ({ from, to, relative, typeOnly }: Crossing): boolean => {
    if (typeOnly || !within(from, folder)) return false;
    return relative ? !within(to, folder, ...folders) : !isPackage(to, ...packages);
  };

const PURE = ['immutable', 'zod'];
const DOMAINS = ['events/chatbox', 'events/menu'];

const FENCES: readonly Fence[] = [
  {
    rule: 'events/core imports nothing of ours, and of packages immutable, zod and node: only',
    broken: only('events/core', [], PURE),
  },
  ...DOMAINS.map((domain) => ({
    rule: `${domain} imports events/core, and of packages immutable, zod and node: only`,
    broken: only(domain, ['events/core'], PURE),
  })),
  {
    rule: 'events/audit imports the domains and events/core, and of packages immutable, zod and node: only',
    broken: only('events/audit', [...DOMAINS, 'events/core'], PURE),
  },
  {
    rule: 'events/stores imports events/core, and of packages immutable, zod, node: and the client of EventStoreDB only',
    broken: only('events/stores', ['events/core'], [...PURE, '@eventstore/db-client']),
  },
  {
    rule: 'events/ imports nothing outside events/',
    broken: ({ from, to, relative }) =>
      within(from, 'events') && (relative ? !within(to, 'events') : isPackage(to, 'astro-chatbox', 'astro')),
  },
  {
    rule: 'plugin/ imports nothing of ours but events/',
    broken: ({ from, to, relative }) => within(from, 'plugin') && relative && !within(to, 'plugin', 'events'),
  },
  {
    rule: 'only plugin/runtime.ts imports virtual modules (and the frame of the pages its layout)',
    broken: ({ from, to }) => to.startsWith('virtual:') && !mayBeVirtual(from, to),
  },
  {
    rule: 'plugin/fragments imports types only, but for its own folder and the texts of plugin/i18n',
    broken: values('plugin/fragments', ['plugin/i18n'], []),
  },
  {
    rule: 'plugin/i18n imports types only, but for its own folder and plugin/fragments',
    broken: values('plugin/i18n', ['plugin/fragments'], []),
  },
  {
    rule: 'plugin/client imports browser code only: its own folder, htmx.org and sse.js; types from anywhere',
    broken: values('plugin/client', [], ['htmx.org', 'sse.js']),
  },
  {
    rule: 'src/ and astro.config.mjs import the plugin by its public name only',
    broken: ({ from, to, relative }) =>
      (within(from, 'src') || !from.includes('/')) && relative && within(to, 'plugin', 'events'),
  },
  {
    rule: 'nothing outside test/ imports test/',
    broken: ({ from, to, relative }) => !within(from, 'test') && relative && within(to, 'test'),
  },
  {
    rule: 'events/stores/sqlite/writer.ts is imported dynamically only, or the bundler gives it no file of its own',
    broken: ({ to, typeOnly, dynamic }) => to === 'events/stores/sqlite/writer.ts' && !typeOnly && !dynamic,
  },
];

const UNNAMED = 'an import in events/ and plugin/ names its module, so that these fences see it';

function mayBeVirtual(from: string, to: string): boolean {
  if (from === 'plugin/runtime.ts' || from === 'plugin/virtual.d.ts') return true;
  // A component cannot pass through runtime.ts, which endpoints import too.
  return from === 'plugin/pages/Frame.astro' && to === 'virtual:astro-chatbox/layout';
}

/** Every import that runs back through a fence. */
export function violations(importers: readonly Importer[]): Violation[] {
  return importers.flatMap(({ path, imports }) => imports.flatMap((one) => broken(path, one)));
}

function broken(path: string, { specifier, typeOnly, dynamic, line }: Import): Violation[] {
  if (specifier === undefined) {
    return within(path, 'events', 'plugin') ? [{ path, line, specifier: '(worked out)', rule: UNNAMED }] : [];
  }
  const relative = /^\.{0,2}\//u.test(specifier);
  const bare = specifier.replace(/[?#].*$/u, '');
  const to = relative ? posix.join(posix.dirname(path), bare) : bare;
  return FENCES.filter((fence) => fence.broken({ from: path, to, relative, typeOnly, dynamic })).map(({ rule }) => ({
    path,
    line,
    specifier,
    rule,
  }));
}

/** @example describeViolation(…) // events/core/event.ts:3 imports "../stores/memory.ts": events/core imports nothing of … */
export const describeViolation = ({ path, line, specifier, rule }: Violation): string =>
  `${path}:${line} imports "${specifier}": ${rule}`;
