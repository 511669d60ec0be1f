import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../../src/launch/root.mjs';
import { noon } from '../support/builders.ts';
import { actsData, boxData, named, renderer, view } from '../support/fragments.ts';
import { elements, readHtml } from '../support/read-html.ts';

/** A site may style these; whatever is inside bears the prefix. */
const ROOTS = ['chatbox', 'manager', 'vertical-menu'];

const read = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** The names without the prefix that the first group of a pattern holds, each with its file. */
const bare = (files: ReturnType<typeof read>, pattern: RegExp): string[] =>
  files.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)]
      .flatMap(([, names = '']) => names.split(/\s+/u))
      .filter((name) => name !== '' && !name.startsWith('cb-') && !ROOTS.includes(name))
      .map((name) => `${path}: ${name}`),
  );

const sheets = read('plugin/styles/**/*.css').map(({ path, text }) => ({
  path,
  text: text.replace(/\/\*[\s\S]*?\*\/|@import[^;]*;/gu, ''),
}));

describe('a class name, which a rule of the site could match,', () => {
  it('bears the prefix in every style sheet', () => {
    expect(sheets.length).to.be.at.least(20);
    expect(bare(sheets, /\.([a-z][\w-]*)/giu)).to.deep.equal([]);
  });

  it('bears it in every template', () => {
    const templates = read('plugin/{fragments,components,pages}/**/*.{ts,astro}');
    expect(templates.length).to.be.at.least(30);
    // Where a value is a whole name, the next test sees it.
    const literal = templates.map(({ path, text }) => ({ path, text: text.replace(/(?<=[" ])\$\{[^}]*\}/gu, '') }));
    expect(bare(literal, /class="([^"]*)"/gu)).to.deep.equal([]);
  });

  it('bears it in what is rendered, whatever a message is', () => {
    const removal = { by: named('mod'), byAuthor: false, reason: 'rule 3', restorable: true };
    const views = [
      view('hello', { to: [named('bob')] }),
      view('again', { to: [named('bob')] }),
      view('x', { removal }),
    ];
    const notice = { kind: 'muted', until: noon(), reason: 'rule 3' } as const;
    const markup =
      renderer.box(boxData({ views, notice })) + renderer.acts(actsData({ moderator: true, mutable: true }));
    const names = new Set(
      elements(readHtml(markup)).flatMap(({ attributes }) => attributes.get('class')?.split(' ') ?? []),
    );
    expect([...names]).to.include.members(['cb-private', 'cb-follows', 'cb-removed', 'cb-muted', 'cb-panel']);
    expect([...names].filter((name) => !name.startsWith('cb-'))).to.deep.equal(['chatbox']);
  });

  it('bears it where a script sets it', () => {
    const scripts = read('plugin/client/**/*.ts').map(({ path, text }) => ({
      path,
      text: [...text.matchAll(/class(?:Name = |List\.\w+\()[^;]*/gu)].join('\n'),
    }));
    expect(scripts.map(({ text }) => text).join('')).to.include("'cb-for-me'");
    expect(bare(scripts, /['`]([^'`]*)['`]/gu)).to.deep.equal([]);
  });
});

describe('a property that a style sheet sets', () => {
  it('is for a site to set, or bears the prefix', () => {
    const others = sheets.flatMap(({ text }) => [...text.matchAll(/--(?!chatbox-|cb-)[\w-]+/gu)].join());
    expect(others.join('')).to.equal('');
  });
});
