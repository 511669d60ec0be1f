import { z } from 'zod';

const versions = z.record(z.string(), z.string());

/** What is read of the repository's package.json to make the published one. */
export const RepositoryManifest = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  keywords: z.array(z.string()),
  license: z.string(),
  engines: versions,
  exports: versions,
  bin: versions,
  dependencies: versions,
  devDependencies: versions,
});
export type RepositoryManifest = z.infer<typeof RepositoryManifest>;

/** Astro is the site's own; the others are needed by those who name them in the options. */
const PEERS: Readonly<Record<string, { readonly optional: boolean }>> = {
  astro: { optional: false },
  '@astrojs/node': { optional: true },
  '@eventstore/db-client': { optional: true },
  'better-auth': { optional: true },
};

/** The manifest that is published: compiled entries, and ranges where the repository pins. */
export function publishedManifest(repository: RepositoryManifest) {
  const { name, version, description, keywords, license, engines, bin } = repository;
  const pinned = { ...repository.devDependencies, ...repository.dependencies };
  const ranges = (names: readonly string[]) => Object.fromEntries(names.map((one) => [one, `^${pinned[one]}`]));
  const peers = Object.keys(PEERS);
  const optional = peers.filter((peer) => PEERS[peer]?.optional);
  return {
    name,
    version,
    type: 'module',
    description,
    keywords,
    license,
    engines,
    exports: Object.fromEntries(Object.entries(repository.exports).map(([key, path]) => [key, compiledEntry(path)])),
    bin,
    sideEffects: ['**/*.css', '**/client/**'],
    dependencies: ranges(Object.keys(repository.dependencies).filter((one) => !peers.includes(one))),
    peerDependencies: ranges(peers),
    peerDependenciesMeta: Object.fromEntries(optional.map((peer) => [peer, { optional: true }])),
  };
}

const compiledEntry = (path: string) =>
  path.endsWith('.ts') ? { types: path.replace(/\.ts$/u, '.d.ts'), default: compiled(path) } : path;

const compiled = (path: string): string => path.replace(/\.ts$/u, '.js');

/** The code with each relative import of a `.ts` file naming what the compiler makes of it. */
export const compiledImports = (code: string): string =>
  code.replace(
    /(\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(["'])(\.{1,2}\/[^"'\n]+?)(?<!\.d)\.ts\2/gu,
    (_, before: string, quote: string, path: string) => `${before}${quote}${path}.js${quote}`,
  );
