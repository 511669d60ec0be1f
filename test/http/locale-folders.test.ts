import type { AstroConfig } from 'astro';
import { expect } from 'chai';
import { createUrls } from '../../plugin/http/urls.ts';
import chatbox from '../../plugin/index.ts';
import type { SiteConfig, VitePlugin } from '../../plugin/virtual-modules.ts';

type I18n = Pick<NonNullable<AstroConfig['i18n']>, 'defaultLocale' | 'locales'>;

/** What the integration makes of a site's locales: its routes, and the addresses that its pages link to. */
function setUp(i18n: I18n, prefixDefaultLocale = false) {
  const patterns: string[] = [];
  let plugins: VitePlugin[] = [];
  const setup = chatbox().hooks['astro:config:setup'] as unknown as (given: object) => void;
  setup({
    config: {
      adapter: {},
      base: '/',
      trailingSlash: 'ignore',
      root: new URL('file:///site/'),
      i18n: { ...i18n, routing: { prefixDefaultLocale } },
    },
    command: 'build',
    injectRoute: ({ pattern }: { pattern: string }) => patterns.push(pattern),
    injectScript: () => undefined,
    updateConfig: ({ vite }: { vite: { plugins: VitePlugin[] } }) => {
      plugins = vite.plugins;
    },
  });
  const [modules] = plugins as unknown as { load(id: string): string }[];
  const source = modules?.load('\0virtual:astro-chatbox/config') ?? '';
  const { urls }: SiteConfig = JSON.parse(source.slice('export default '.length, -1));
  const { page } = createUrls(urls);
  return { patterns, fr: page('main', 'fr'), en: page('main', 'en') };
}

describe('the pages of a site in several languages', () => {
  const cases: readonly (I18n & { readonly fr: string; readonly en: string; readonly prefixed?: true })[] = [
    { defaultLocale: 'fr', locales: ['fr', 'en'], fr: '/chatbox', en: '/en/chatbox' },
    { defaultLocale: 'fr', locales: ['fr', 'en'], prefixed: true, fr: '/fr/chatbox', en: '/en/chatbox' },
    { defaultLocale: 'en', locales: ['en', 'fr-CA'], fr: '/fr-CA/chatbox', en: '/chatbox' },
    { defaultLocale: 'fr', locales: ['fr-CA', 'fr', 'en-GB'], fr: '/chatbox', en: '/en-GB/chatbox' },
    {
      defaultLocale: 'en',
      locales: ['en', { path: 'francais', codes: ['fr', 'fr-FR'] }],
      fr: '/francais/chatbox',
      en: '/chatbox',
    },
    { defaultLocale: 'es', locales: ['es', 'de'], fr: '/chatbox', en: '/chatbox' },
  ];
  for (const { defaultLocale, locales, prefixed, fr, en } of cases) {
    it(`link to each other in ${JSON.stringify(locales)}, ${prefixed ? 'each prefixed' : `${defaultLocale} without a prefix`}`, () => {
      const site = setUp({ defaultLocale, locales }, prefixed);
      expect([site.fr, site.en]).to.deep.equal([fr, en]);
      expect(site.patterns).to.include.members(['/chatbox', fr, en]);
      expect(new Set(site.patterns).size).to.equal(site.patterns.length);
    });
  }
});
