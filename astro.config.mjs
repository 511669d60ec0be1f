import node from '@astrojs/node';
import { defineConfig } from 'astro/config';
import chatbox from 'astro-chatbox';

export default defineConfig({
  adapter: node({ mode: 'standalone' }),
  integrations: [chatbox()],
  security: { csp: true },
});
