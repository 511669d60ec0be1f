import { expect } from 'chai';
import { createSetting } from '../../plugin/fragments/setting.ts';
import type { Locale } from '../../plugin/fragments/types.ts';
import { createUrls } from '../../plugin/http/urls.ts';

import { readHtml, textOf } from '../support/read-html.ts';
import { urlConfig } from '../support/url-config.ts';

const clock = (locale: Locale, timeZone: string) =>
  createSetting(createUrls(urlConfig), { chat: 'main', timeZone, build: 'b1', max: 1000 }, locale).clock;

describe('the clock of a page', () => {
  it('is made once for a language and a zone: a page for each visitor would make it anew', () => {
    expect(clock('fr', 'Europe/Paris')).to.equal(clock('fr', 'Europe/Paris'));
  });

  it('tells the time of that zone, in that language', () => {
    const time = (locale: Locale, timeZone: string) =>
      textOf(readHtml(String(clock(locale, timeZone).time('2026-10-12T14:03:00.000Z')))).replace(/\s/gu, ' ');
    expect(time('fr', 'Europe/Paris')).to.equal('16:03');
    expect(time('fr', 'UTC')).to.equal('14:03');
    expect(time('en', 'UTC')).to.equal('2:03 PM');
  });
});
