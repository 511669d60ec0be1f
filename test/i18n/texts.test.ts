import { expect } from 'chai';
import * as chatRefusals from '../../events/chatbox/refusals.ts';
import { StoreUnavailable } from '../../events/core/errors.ts';
import * as menuRefusals from '../../events/menu/refusals.ts';
import { html } from '../../plugin/fragments/html.ts';
import { statuses, toReader } from '../../plugin/http/errors.ts';
import { clientTexts } from '../../plugin/i18n/client-texts.ts';
import { errorText, errorTexts } from '../../plugin/i18n/errors.ts';
import { locales } from '../../plugin/i18n/locale.ts';
import { managerTexts } from '../../plugin/i18n/manager.ts';
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

/** The codes of the domain, and those of the HTTP side. */
const codes = new Set([
  ...[chatRefusals, menuRefusals].flatMap((rules) => Object.values(rules).map(({ code }) => code)),
  ...Object.keys(statuses),
  toReader(new StoreUnavailable('as told')).code,
]);

describe('an error', () => {
  for (const code of codes) {
    it(`${code} is told in French and in English`, () => {
      const [fr, en] = [told(code, 'fr'), told(code, 'en')];
      expect(fr).not.to.equal(en);
      for (const locale of locales) {
        expect(Object.hasOwn(errorTexts[locale], code), `its text in ${locale}`).to.equal(true);
        expect(told(code, locale).length).to.be.greaterThan(30);
        expect(told(code, locale))
          .to.match(/[.?!](?:<[^>]*>)*$/)
          .and.not.match(/undefined|NaN|\[object/);
      }
    });
  }

  it('that has a text can come to a reader', () => {
    expect(Object.keys(errorTexts.en).filter((code) => !codes.has(code))).to.deep.equal([]);
  });

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
  const tables = [texts, clientTexts, managerTexts];

  it('of the browser have the same slots in both languages', () => {
    const slots = (value: unknown) => said(value).map((text) => (text.match(/\{\w+\}/g) ?? []).toSorted());
    for (const { fr, en } of [clientTexts, managerTexts]) {
      for (const [name, value] of Object.entries(en)) {
        expect(slots(Reflect.get(fr, name)), name).to.deep.equal(slots(value));
      }
    }
  });

  it('keep French punctuation on the line of its word', () => {
    const french = [
      ...tables.flatMap(({ fr }) => said(fr)),
      ...Object.keys(errorTexts.fr).map((code) => told(code, 'fr')),
    ];
    for (const text of french) expect(text.replace(/<[^>]*>/g, '')).not.to.match(/ [:;!?»]|« /);
  });

  it('are all there', () => {
    for (const locale of locales) {
      for (const text of tables.flatMap((table) => said(table[locale]))) expect(text).not.to.equal('');
    }
  });
});
