import { expect } from 'chai';
import { clock, dayOf } from '../../plugin/client/clock.ts';
import { speaker } from '../../plugin/client/texts.ts';
import { clientTexts } from '../../plugin/i18n/client-texts.ts';

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
