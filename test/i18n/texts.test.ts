import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import * as refusals from '../../events/chatbox/refusals.ts';
import { html } from '../../plugin/fragments/html.ts';
import { clientTexts } from '../../plugin/i18n/client-texts.ts';
import { errorText, errorTexts } from '../../plugin/i18n/errors.ts';
import { locales } from '../../plugin/i18n/locale.ts';
import { texts } from '../../plugin/i18n/texts.ts';

const when = (iso: string) => html`<time datetime="${iso}">${iso}</time>`;
const details = {
  until: '2026-10-12T14:00:00.000Z',
  reason: 'R',
  seconds: 3,
  max: 20,
  login: 'L',
  nearest: 'N',
  token: 'T',
};
const told = (code: string, locale: 'fr' | 'en') => String(errorText({ code, details }, locale, when));

/** The codes of the domain, and those that the HTTP side gives a status. */
function codes(): string[] {
  const statuses = readFileSync(new URL('../../plugin/http/errors.ts', import.meta.url), 'utf8');
  return [
    ...Object.values(refusals).map(({ code }) => code),
    ...[...statuses.matchAll(/^ {2}([A-Z]+(?:_[A-Z]+)*): \d{3},$/gm)].map(([, code = '']) => code),
  ];
}

describe('an error', () => {
  it('has a code that is found in the domain and in the HTTP side', () => {
    expect(codes()).to.include.members(['CHATBOX_FLOOD', 'CHATBOX_KEY_REUSED', 'STORE_UNAVAILABLE', 'INTERNAL']);
  });

  for (const code of new Set(codes())) {
    it(`${code} is told in French and in English`, () => {
      expect(Object.hasOwn(errorTexts.en, code), 'its text').to.equal(true);
      const [fr, en] = [told(code, 'fr'), told(code, 'en')];
      expect(fr).not.to.equal(en);
      for (const text of [fr, en]) {
        expect(text.length).to.be.greaterThan(30);
        expect(text)
          .to.match(/[.?!](?:<[^>]*>)*$/)
          .and.not.match(/undefined|NaN|\[object/);
      }
    });
  }

  it('without a text of its own says no more than that something failed', () => {
    for (const code of ['LOG_GAP', '__proto__', 'toString', '<b>']) {
      expect(told(code, 'fr')).to.equal(told('INTERNAL', 'fr'));
    }
  });

  it('is told without its details, too', () => {
    for (const locale of locales) {
      for (const say of Object.values(errorTexts[locale])) {
        expect(String(say({}, when))).not.to.match(/undefined|NaN/);
      }
    }
  });
});

/** What a table of texts says, made up of its functions too. */
function said(value: unknown): string[] {
  if (typeof value === 'function') return [String(value('X', when('Y'), 'Z'))];
  if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.values(value).flatMap(said);
  }
  return [String(value)];
}

describe('the texts', () => {
  it('of the browser have the same slots in both languages', () => {
    const slots = (value: unknown) => said(value).map((text) => (text.match(/\{\w+\}/g) ?? []).toSorted());
    for (const [name, value] of Object.entries(clientTexts.en)) {
      expect(slots(Reflect.get(clientTexts.fr, name)), name).to.deep.equal(slots(value));
    }
  });

  it('keep French punctuation on the line of its word', () => {
    const french = [
      ...said(texts.fr),
      ...said(clientTexts.fr),
      ...Object.keys(errorTexts.fr).map((code) => told(code, 'fr')),
    ];
    for (const text of french) expect(text.replace(/<[^>]*>/g, '')).not.to.match(/ [:;!?»]|« /);
  });

  it('are all there', () => {
    for (const locale of locales) {
      for (const text of [...said(texts[locale]), ...said(clientTexts[locale])]) expect(text).not.to.equal('');
    }
  });
});
