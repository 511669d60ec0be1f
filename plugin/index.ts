import type { AstroIntegration } from 'astro';
import { ChatboxError } from '../events/core/errors.ts';
import { localeFolders } from './locale-folders.ts';
import { noTrace } from './no-trace.ts';
import { parseOptions, type UserOptions } from './options.ts';
import { pages, routes } from './routes.ts';
import { virtualModules } from './virtual-modules.ts';

export type { UserOptions as ChatboxOptions } from './options.ts';

/**
 * The members' chat, as an Astro integration.
 * @example
 * export default defineConfig({ adapter: node({ mode: 'standalone' }), integrations: [chatbox()] });
 */
export default function chatbox(given?: UserOptions): AstroIntegration {
  const options = parseOptions(given);
  return {
    name: 'astro-chatbox',
    hooks: {
      'astro:config:setup': ({ config, updateConfig, injectRoute, injectScript, command }) => {
        if (config.adapter === undefined && command !== 'preview' && command !== 'sync') throw adapterMissing();
        const folders = localeFolders(config.i18n);
        const urls = {
          base: config.base,
          trailingSlash: config.trailingSlash,
          path: options.path,
          logIn: options.logIn,
          folders: folders.of,
          chat: options.chatboxes[0] ?? '',
        };
        for (const { name, entrypoint } of routes) {
          injectRoute({ pattern: `${options.path}/${name}`, entrypoint, prerender: false });
        }
        for (const { name, entrypoint } of pages) {
          for (const folder of folders.all) {
            const pattern = `${folder}${options.path}${name && `/${name}`}`;
            injectRoute({ pattern, entrypoint, prerender: false });
          }
        }
        injectScript('page-ssr', "import 'astro-chatbox/styles.css';");
        injectScript('page', "import 'astro-chatbox/client';");
        const site = { options, urls, build: Date.now().toString(36) };
        updateConfig({
          vite: { plugins: [virtualModules(site, config.root), noTrace()] },
          ...(config.site && {
            security: { allowedDomains: [{ hostname: new URL(config.site).hostname, protocol: 'https' }] },
          }),
        });
      },
    },
  };
}

const adapterMissing = (): ChatboxError =>
  new ChatboxError(
    'ADAPTER_MISSING',
    'The chat answers requests, so the site needs an adapter, and astro.config has none.\n' +
      "Hint: npx astro add node, then: adapter: node({ mode: 'standalone' }).",
  );
