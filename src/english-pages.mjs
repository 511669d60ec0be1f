import { readdirSync } from 'node:fs';

/**
 * Every page of the site in English too: under `/en`, from the same file, which asks for its language. Endpoints, and
 * the pages of errors, have one address.
 * @returns {import('astro').AstroIntegration}
 */
export const englishPages = () => ({
  name: 'english-pages',
  hooks: {
    'astro:config:setup': ({ injectRoute, config }) => {
      const folder = new URL('pages/', config.srcDir);
      const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((file) => file.replaceAll('\\', '/'))
        .filter((file) => file.endsWith('.astro') && !/^\d{3}\.astro$/.test(file));
      for (const file of pages) {
        const name = file.replace(/\.astro$/, '').replace(/(^|\/)index$/, '');
        injectRoute({ pattern: name === '' ? '/en' : `/en/${name}`, entrypoint: new URL(file, folder) });
      }
    },
  },
});
