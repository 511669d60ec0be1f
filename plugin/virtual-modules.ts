import { fileURLToPath } from 'node:url';
import type { AstroConfig } from 'astro';
import type { UrlConfig } from './http/urls.ts';
import type { Options } from './options.ts';

export type VitePlugin = NonNullable<NonNullable<AstroConfig['vite']['plugins']>[number]>;

/** What crosses from the configuration to the running site: JSON, and the modules that the options name. */
export interface SiteConfig {
  readonly options: Options;
  readonly urls: UrlConfig;
  /** Changes with each build or start of the dev server: pages of another build are other pages. */
  readonly build: string;
}

/** A path as the bundler takes it: a URL's own would have its spaces and accents encoded. */
const pathOf = (path: string, base: URL | string): string => fileURLToPath(new URL(path, base));
const fromHere = (path: string): string => JSON.stringify(pathOf(path, import.meta.url));
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/** `virtual:astro-chatbox/*`, imported by `runtime.ts` and by the pages' frame alone. */
export function virtualModules(config: SiteConfig, root: URL): VitePlugin {
  const { members, entitled, layout } = config.options;
  const fromRoot = (path: string): string => JSON.stringify(path.startsWith('.') ? pathOf(path, root) : path);
  const modules: Record<string, string> = {
    'virtual:astro-chatbox/config': `export default ${JSON.stringify(config)};`,
    'virtual:astro-chatbox/members': `export { default } from ${members ? fromRoot(members) : fromHere(`./members/locals.${extension}`)};`,
    'virtual:astro-chatbox/entitled': entitled
      ? `export { default } from ${fromRoot(entitled)};`
      : 'export default () => true;',
    'virtual:astro-chatbox/layout': `export { default } from ${layout ? fromRoot(layout) : fromHere('./components/PlainLayout.astro')};`,
  };
  return {
    name: 'astro-chatbox',
    resolveId: (id: string) => (id in modules ? `\0${id}` : undefined),
    load: (id: string) => modules[id.slice(1)],
    configEnvironment: (name: string) => (name === 'client' ? undefined : storeChunk),
  } as VitePlugin;
}

// What the Worker of the SQLite store shares with the rest has a chunk of its own: the bundler would put it beside
// whatever else it likes, and the Worker load the site's accounts before it could write.
const store = pathOf('../events/', import.meta.url);
const shared =
  /^(?:core\/errors|stores\/batch|stores\/sqlite\/(?:patiently|protocol|refusal|result-code|schema))\.[jt]s$/;
const isShared = (id: string): boolean => id.startsWith(store) && shared.test(id.slice(store.length));
const storeChunk = {
  build: { rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'chatbox-store', test: isShared }] } } } },
};
