import { registerHooks } from 'node:module';
import type { MemberDirectory } from '../../plugin/members/directory.ts';
import { parseOptions } from '../../plugin/options.ts';
import type { SiteConfig } from '../../plugin/virtual-modules.ts';

/** What a site's configuration would bring to `plugin/runtime.ts`, for routes that are called without Astro. */
export function virtualSite(directory: MemberDirectory): void {
  const config: SiteConfig = {
    options: parseOptions({ store: 'memory:' }),
    urls: { base: '/', trailingSlash: 'ignore', path: '/chatbox', logIn: '/login', prefixed: [], chat: 'main' },
    build: 'test',
  };
  const shared = globalThis as { virtualSite?: MemberDirectory };
  shared.virtualSite = directory;
  const modules: Readonly<Record<string, string>> = {
    'virtual:astro-chatbox/config': `export default ${JSON.stringify(config)}`,
    'virtual:astro-chatbox/members': 'export default globalThis.virtualSite',
    'virtual:astro-chatbox/entitled': 'export default () => true',
  };
  registerHooks({
    resolve: (specifier, context, next) => {
      const source = modules[specifier];
      if (source === undefined) return next(specifier, context);
      return { url: `data:text/javascript,${encodeURIComponent(source)}`, shortCircuit: true };
    },
  });
}
