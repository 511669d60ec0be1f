import { registerHooks } from 'node:module';
import type { MemberDirectory } from '../../plugin/members/directory.ts';
import { parseOptions } from '../../plugin/options.ts';
import type { SiteConfig } from '../../plugin/virtual-modules.ts';
import { urlConfig } from './url-config.ts';

const SLOT = Symbol.for('astro-chatbox/v1');

/**
 * What a site's configuration would bring to `plugin/runtime.ts`, for routes that are called without Astro. Modules are
 * loaded once in the process: the directory is asked for at each call, and the runtime of another file is forgotten.
 */
export function virtualSite(directory: MemberDirectory): void {
  const config: SiteConfig = {
    options: parseOptions({ store: 'memory:' }),
    urls: urlConfig,
    build: 'test',
  };
  const shared = globalThis as { virtualSite?: MemberDirectory; [SLOT]?: unknown };
  shared.virtualSite = directory;
  delete shared[SLOT];
  const modules: Readonly<Record<string, string>> = {
    'virtual:astro-chatbox/config': `export default ${JSON.stringify(config)}`,
    'virtual:astro-chatbox/members': 'export default new Proxy({}, { get: (_, name) => globalThis.virtualSite[name] })',
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
