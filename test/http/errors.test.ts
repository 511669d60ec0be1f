import { expect } from 'chai';
import * as no from '../../events/chatbox/refusals.ts';
import { ChatboxError, OutcomeUnknown, StoreUnavailable, TooLargeForStore } from '../../events/core/errors.ts';
import { MenuChanged, WidgetTwice } from '../../events/menu/refusals.ts';
import { html } from '../../plugin/fragments/html.ts';
import { headOf, safeError, toReader } from '../../plugin/http/errors.ts';
import { errorText } from '../../plugin/i18n/errors.ts';

describe('what went wrong', () => {
  function told(error: unknown) {
    const lines: string[] = [];
    const log = (line: string) => void lines.push(line);
    return { code: safeError(error, { log, outage: (why) => log(`outage: ${why}`) }).code, lines };
  }

  it('is for the reader alone where they broke a rule', () => {
    expect(told(new no.MessageIsEmpty())).to.deep.equal({ code: 'CHATBOX_EMPTY', lines: [] });
  });

  it('is in the log of the site too where its store does not write', () => {
    const { code, lines } = told(new StoreUnavailable('the disk is full.'));
    expect(code).to.equal('STORE_UNAVAILABLE');
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/^outage: .*the disk is full\.$/);
  });

  it('is told with numbers as the language of the reader writes them', () => {
    const tooLong = { code: 'CHATBOX_TOO_LONG', details: { max: 1_000 } };
    const said = (locale: 'fr' | 'en') => String(errorText(tooLong, locale, (iso) => html`${iso}`));
    expect(said('en')).to.include('1,000 characters');
    expect(said('fr')).to.match(/ 1\s000 caractères/u);
  });

  it('is in the log alone where it is an error of ours', () => {
    const { code, lines } = told(new TypeError('of undefined'));
    expect(code).to.equal('INTERNAL');
    expect(lines.join()).to.include('of undefined');
  });
});

describe('the answer to an error', () => {
  const ofHttp = (code: string) => new ChatboxError(code, 'as told');
  const cases: readonly [error: ChatboxError, status: number, retryAfter?: string][] = [
    [ofHttp('HTTP_BAD_FORM'), 400],
    [ofHttp('HTTP_LOGGED_OUT'), 401],
    [new no.ChatIsDisabled(), 403],
    [new no.NotInTheChatGroup(), 403],
    [new no.MemberIsMuted({ until: '2026-10-12T14:00:00.000Z' }), 403],
    [new no.NotAModerator(), 403],
    [new no.NotAnOwner(), 403],
    [ofHttp('HTTP_CROSS_SITE'), 403],
    [new no.MessageUnknown(), 404],
    [ofHttp('CHAT_UNKNOWN'), 404],
    [new no.KeyReused(), 409],
    [new no.SettingsChanged(), 409],
    [new MenuChanged(), 409],
    [ofHttp('HTTP_FORM_TOO_LARGE'), 413],
    [new TooLargeForStore('as told'), 413],
    [new no.MessageIsEmpty(), 422],
    [new WidgetTwice(), 422],
    [new no.TooManyMessages({ seconds: 7 }), 429, '7'],
    [ofHttp('HTTP_TOO_MANY_STREAMS'), 429],
    [ofHttp('INTERNAL'), 500],
    [ofHttp('LOG_GAP'), 500],
    [new StoreUnavailable('as told'), 503, '2'],
    [new OutcomeUnknown('as told'), 503, '2'],
    [ofHttp('CHAT_NOT_STARTED'), 503, '2'],
  ];
  for (const [error, status, retryAfter] of cases) {
    it(`${error.code} is ${status}${retryAfter === undefined ? '' : `, with the seconds to wait (${retryAfter})`}`, () => {
      const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
      expect(headOf(error)).to.deep.equal({ status, headers });
    });
  }

  it('says that the store is away to whoever asked for a page only, and leaves any other as it is', () => {
    expect(toReader(new StoreUnavailable('as told'))).to.include({ code: 'STORE_AWAY' });
    const other = new no.ChatIsDisabled();
    expect(toReader(other)).to.equal(other);
  });
});
