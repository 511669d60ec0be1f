import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import chatbox from 'astro-chatbox';

// A small site to try the owner's pages on: several owners, a menu on prerendered and on-demand pages, a strict CSP.
export default defineConfig({
  outDir: process.env.OUT_DIR ?? './dist',
  cacheDir: process.env.OUT_DIR ? `${process.env.OUT_DIR}/.cache` : './dist/.cache',
  adapter: node({ mode: 'standalone' }),
  i18n: { locales: ['fr', 'en'], defaultLocale: 'fr' },
  security: { csp: true },
  devToolbar: { enabled: false },
  integrations: [
    chatbox({
      locale: 'fr',
      timeZone: 'Europe/Paris',
      chatboxes: ['main', 'coaches'],
      members: './src/members.ts',
      entitled: './src/plan.ts',
      layout: './src/layouts/Page.astro',
      groups: '/members',
      menu: [
        { id: 'navigation', title: 'Navigation' },
        { id: 'agenda', title: { fr: 'Prochains matchs', en: 'Next games' } },
        { id: 'partners', title: { fr: 'Partenaires', en: 'Partners' } },
      ],
    }),
  ],
});
