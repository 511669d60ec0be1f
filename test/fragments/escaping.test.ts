import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { html } from '../../plugin/fragments/html.ts';
import type { MessageView } from '../../plugin/fragments/types.ts';
import { member } from '../support/builders.ts';
import { actsData, boxData, composer, named, renderer, view } from '../support/fragments.ts';
import { hostile } from '../support/hostile.ts';
import { all, type Element, elements, one, readHtml, textOf } from '../support/read-html.ts';

/** Every fragment, with the same words wherever a person's words can stand. */
function fragmentsOf(words: string): string[] {
  const login = words.slice(0, 30);
  const someone = { id: words.slice(0, 128), login };
  const removal = { by: someone, byAuthor: false, reason: words, restorable: true };
  const views: MessageView[] = [
    view(words, { author: someone }),
    view(words, { author: someone, to: [someone, named('bob')] }),
    view(words, { removal }),
    view(undefined, { removal: { ...removal, restorable: false } }),
  ];
  const mute = { until: '2026-10-12T14:00:00.000Z', reason: words };
  const error = { code: 'CHATBOX_RECIPIENT_UNKNOWN', details: { login: words, nearest: words } };
  const form = composer({ text: words, returnTo: words.toWellFormed(), key: words, error });
  const who = member('bob', { id: words, login: words, name: words });
  const options = { title: words, height: 'small', members: true, sound: true, visitorText: words } as const;
  return [
    renderer.box(boxData({ options, member: who, views, present: [someone], composer: form, session: words })),
    renderer.box(boxData({ notice: { kind: 'muted', ...mute } })),
    renderer.posted(views[1], form),
    renderer.older({ views, before: 3n }, 'fr'),
    renderer.presence([someone], 'fr'),
    renderer.notice({ kind: 'muted', ...mute }, 'fr'),
    renderer.farewell('visitor', 'fr', { ...options, returnTo: words.toWellFormed() }),
    renderer.waiting('fr', options, error),
    renderer.host('', 'fr', options),
    renderer.acts(actsData({ view: view(words, { author: someone }), moderator: true, mutable: true, error })),
    renderer.acts(actsData({ view: view(words, { author: someone }), moderator: true, mute, returnTo: words })),
    renderer.error({ code: 'CHATBOX_RECIPIENT_MALFORMED', details: { token: words } }, 'fr'),
    renderer.error({ code: words, details: {} }, 'fr'),
  ];
}

/** The shape of a fragment: tags and names of attributes, without any value. */
const shape = (element: Element): string[] =>
  elements(element)
    .filter(({ tag, attributes }) => tag !== 'a' || !attributes.has('rel'))
    .filter((one) => !/\bcb-(?:host|mention)\b/.test(one.attributes.get('class') ?? ''))
    .map(({ tag, attributes }) => [tag, ...attributes.keys()].join(' '));

describe('what members write', () => {
  for (const words of hostile) {
    it(`stays words in every fragment: ${JSON.stringify(words.slice(0, 60))}`, () => {
      const plain = fragmentsOf('plain').map((markup) => shape(readHtml(markup)));
      for (const [index, markup] of fragmentsOf(words).entries()) {
        expect(shape(readHtml(markup)), markup.slice(0, 200)).to.deep.equal(plain[index]);
      }
    });
  }

  it('is read as it was written, whatever it is', () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 }).map((one) => one.toWellFormed());
    const piece = fc.constantFrom(
      'https://',
      'www.',
      'a.example/',
      '@ada',
      '&amp;',
      '<b',
      '>',
      '"',
      "'",
      ')',
      '.',
      ' ',
      '\n',
      '\u202e',
    );
    const likely = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.oneof(text, likely, fc.constantFrom(...hostile)), (words) => {
        for (const to of [undefined, [named('bob')]]) {
          const shown = one(renderer.message(view(words, { to }), 'fr'), '.cb-text');
          const withoutHosts = shown.children.filter(
            (child) => typeof child === 'string' || child.attributes.get('class') !== 'cb-host',
          );
          expect(withoutHosts.map(textOf).join('')).to.equal(words);
        }
        expect(textOf(one(renderer.composer(composer({ text: words })), 'textarea'))).to.equal(`\n${words}`);
      }),
      { numRuns: 300 },
    );
  });

  it('breaks no line of a frame but by LF', () => {
    for (const markup of fragmentsOf('a\rb\r\nc')) expect(markup).not.to.include('\r');
  });
});

describe('a fragment', () => {
  it('holds no style, no script that runs, and no handler', () => {
    for (const markup of fragmentsOf('hello https://club.example/ and @ada')) {
      for (const { tag, attributes } of elements(readHtml(markup))) {
        for (const [name, value] of attributes) {
          expect(name).not.to.match(/^(?:on|style$|hx-on|hx-vals|hx-headers)/);
          expect(value).not.to.match(/^\s*(?:javascript|data|js):/i);
        }
        if (tag === 'script') expect(attributes.get('type')).to.equal('application/json');
        expect(['style', 'iframe', 'object', 'base', 'meta', 'link', 'img']).not.to.include(tag);
      }
    }
  });

  it('gives the browser its texts as JSON', () => {
    const [block] = all(renderer.box(boxData({ locale: 'fr' })), 'script');
    const texts: unknown = JSON.parse(textOf(block ?? ''));
    expect(texts).to.include({ you: 'vous' });
  });

  it('puts every value of an attribute between quotes', () => {
    const folder = new URL('../../plugin/fragments/', import.meta.url);
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue;
      expect(readFileSync(new URL(name, folder), 'utf8'), name).not.to.match(/<[^>`]*\s[a-z-]+=\$\{/);
    }
  });
});

describe('html', () => {
  it('escapes what it is given, and nests what it made', () => {
    const inner = html`<b>${'<i>'}</b>`;
    expect(String(html`<p title="${'"\'&'}">${inner}${['a', '<']}${undefined}${false}${0}${12n}</p>`)).to.equal(
      '<p title="&quot;&#39;&amp;"><b>&lt;i&gt;</b>a&lt;012</p>',
    );
  });

  it('takes an object that only looks like its own for words', () => {
    const forged = Object.assign([], { toString: () => '<script>' });
    expect(String(html`${forged}`)).to.equal('');
  });

  it('sends the lines of a template without their breaks, and those of a value as they are', () => {
    const value = 'a\n  b';
    expect(
      String(html`
        <p>
          ${value}
        </p>`),
    ).to.equal('<p>a\n  b</p>');
  });
});
