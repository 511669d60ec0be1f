import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import chatbox from 'astro-chatbox';
import { englishPages } from './src/english-pages.mjs';
import { menuWidgets } from './src/site/menu.ts';

export default defineConfig({
  // The policy of prerendered pages is a header too: a <meta> cannot say who may frame them.
  adapter: node({ mode: 'standalone', staticHeaders: true, bodySizeLimit: 256 * 1024 }),
  // A style that Astro inlines into a page of two addresses has no hash in the policy of one of them.
  build: { inlineStylesheets: 'never' },
  markdown: { syntaxHighlight: false },
  i18n: { defaultLocale: 'fr', locales: ['fr', 'en'] },
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ],
    },
  },
  integrations: [
    englishPages(),
    chatbox({
      members: './src/site/members.ts',
      layout: './src/layouts/Layout.astro',
      logIn: '/connexion',
      groups: '/membres',
      menu: menuWidgets,
      locale: 'fr',
      timeZone: 'Europe/Paris',
    }),
  ],
});
