import { expect } from 'chai';
import { clock, dayOf, instant } from '../../plugin/client/clock.ts';
import { speaker } from '../../plugin/client/texts.ts';
import { createClock } from '../../plugin/fragments/clock.ts';
import { clientTexts } from '../../plugin/i18n/client-texts.ts';
import { locales } from '../../plugin/i18n/locale.ts';
import { plural } from '../../plugin/i18n/plural.ts';
import { readHtml, textOf } from '../support/read-html.ts';

/** As much of a box as a speaker looks at. */
const box = (texts: unknown) => ({
  querySelector: () => ({ textContent: texts === undefined ? '' : JSON.stringify(texts) }),
});
const french = speaker(box(clientTexts.fr), 'fr');
const english = speaker(box(clientTexts.en), 'en');

describe('what the browser says', () => {
  it('is one or several, as the language counts', () => {
    expect(french('newSince', { n: 1, time: '14:02' })).to.equal('1 nouveau depuis 14:02');
    expect(french('newSince', { n: 3, time: '14:02' })).to.equal('3 nouveaux depuis 14:02');
    expect(english('left', { n: 0 })).to.equal('0 characters left');
    expect(french('left', { n: 0 })).to.equal('Encore 0 caractère');
  });

  it('writes numbers as the server does', () => {
    for (const locale of locales) {
      const said = speaker(box(clientTexts[locale]), locale)('over', { n: 12_345 });
      expect(said).to.equal(plural(locale, 12_345, clientTexts[locale].over));
      expect(said).to.match(/\b12[,\s]345\b/u);
    }
  });

  it('puts a login in as it is, slots and dollars too', () => {
    expect(english('withdraw', { who: '{n} $& $1' })).to.equal('Take {n} $& $1 off');
  });

  it('is nothing where the box brought no texts', () => {
    expect(speaker(box(undefined), 'en')('lost')).to.equal('');
  });
});

describe("the reader's clock", () => {
  const { day } = clock('fr', french);
  const today = dayOf(Date.now());
  const ago = (days: number) => new Date(today).setDate(new Date(today).getDate() - days);

  it('calls today and yesterday by their names, and other days by their date', () => {
    expect(day(today)).to.equal('aujourd’hui');
    expect(day(ago(1))).to.equal('hier');
    expect(day(ago(2))).to.match(/^\p{L}+ \d+ \p{L}+$/u);
    expect(day(ago(-1))).to.match(/^\p{L}+ \d+ \p{L}+$/u);
  });
});

describe('an instant that may be of another day', () => {
  const now = new Date(2026, 10, 29, 0, 45).getTime();
  const iso = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
  /** As the site's clock says it, where the site and its reader are in one zone. */
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const written = (locale: 'fr' | 'en', minutes: number) =>
    textOf(readHtml(String(createClock(locale, timeZone, () => now).instant(iso(minutes))))).replace(/\s/gu, ' ');

  it('is the time alone today, and its day too on any other', () => {
    expect(written('fr', 10)).to.equal('00:55');
    expect(written('en', 10)).to.equal('12:55 AM');
    expect(written('fr', 24 * 60)).to.equal('00:45 le 30 nov.');
    expect(written('en', 24 * 60)).to.equal('12:45 AM on Nov 30');
    expect(written('fr', -60)).to.equal('23:45 le 28 nov.');
  });

  it('is said alike by the server and by the browser', () => {
    for (const locale of locales) {
      for (const minutes of [-46, -45, 0, 10, 23 * 60 + 14, 23 * 60 + 15, 7 * 24 * 60]) {
        const ours = instant(locale)(Date.parse(iso(minutes)), now).replace(/\s/gu, ' ');
        expect(ours, `${locale} ${minutes}`).to.equal(written(locale, minutes));
      }
    }
  });
});
