import { fileURLToPath } from 'node:url';
import type { AstroConfig } from 'astro';
import type { UrlConfig } from './http/urls.ts';
import { invalid, type Options } from './options.ts';

export type VitePlugin = NonNullable<NonNullable<AstroConfig['vite']['plugins']>[number]>;

/** What crosses from the configuration to the running site: JSON, and the modules that the options name. */
export interface SiteConfig {
  readonly options: Options;
  readonly urls: UrlConfig;
  /** Changes with each build or start of the dev server: pages of another build are other pages. */
  readonly build: string;
}

/** Options that name a module of the site's. */
const NAMING = ['members', 'entitled', 'layout'] as const;

/** What the bundler gives a plugin. */
interface Resolver {
  resolve(id: string, importer: string, options: { skipSelf: boolean }): Promise<object | null>;
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
    async resolveId(this: Resolver, id: string, importer = '') {
      if (id in modules) return `\0${id}`;
      const option = NAMING.find((name) => importer === `\0virtual:astro-chatbox/${name}`);
      const given = option && config.options[option];
      if (given === undefined) return undefined;
      const found = await this.resolve(id, importer, { skipSelf: true });
      if (found) return found;
      throw invalid([
        `chatbox({ ${option} }): there is no module ${JSON.stringify(given)}, read from ${fileURLToPath(root)}.`,
      ]);
    },
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
