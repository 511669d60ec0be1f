import { expect } from 'chai';
import { ChatboxError } from '../../events/core/errors.ts';
import { eventstoredb, memory, sqlite } from '../../events/stores/index.ts';
import { parseOptions } from '../../plugin/options.ts';

const refusal = (given: object): string => {
  try {
    parseOptions(given);
  } catch (error) {
    if (error instanceof ChatboxError && error.code === 'OPTION_INVALID') return error.message;
    throw error;
  }
  return '';
};

describe('the options of a site', () => {
  it('take every way to name a store', () => {
    const url = 'esdb://localhost:2113?tls=false';
    const descriptors = [
      memory(),
      sqlite(),
      sqlite({ file: 'a.db' }),
      eventstoredb(),
      eventstoredb({ connectionString: url }),
    ];
    for (const store of [...descriptors, 'memory:', 'sqlite:a.db', url]) {
      expect(parseOptions({ store }).store).to.deep.equal(store);
    }
  });

  it('take a time zone by each of its names, and refuse what is none', () => {
    for (const timeZone of ['UTC', 'Europe/Paris', 'Europe/Kyiv', 'Europe/Kiev', 'Asia/Kolkata', 'Asia/Ho_Chi_Minh']) {
      expect(parseOptions({ timeZone }).timeZone).to.equal(timeZone);
    }
    for (const timeZone of ['', 'Paris', 'Europe/Lutetia']) {
      expect(refusal({ timeZone })).to.include(`expected an IANA time zone, received "${timeZone}"`);
    }
  });

  it('refuse a store that is none before anybody visits the site, and tell nothing of it', () => {
    const password = 'pa55word';
    const listed = { kind: 'eventstoredb', connectionString: [`esdb://admin:${password}@host`] };
    for (const store of [{ kind: 'sqlite' }, { kind: 'mongo' }, listed, 7]) {
      expect(refusal({ store })).to.match(/^chatbox\(\{ store \}\): expected memory\(\), sqlite\(\)/);
      expect(refusal({ store })).not.to.include(password);
    }
    for (const store of [`redis://admin:${password}@host`, 'sqlite:', '', 'EventStoreDB']) {
      expect(refusal({ store })).to.match(
        /^chatbox\(\{ store \}\): .* expected a store, received .*\n {2}Hint: CHATBOX_STORE=/,
      );
      expect(refusal({ store })).not.to.include(password);
    }
  });

  const unusable = [
    { what: 'is empty', url: '', told: 'not one of EventStoreDB' },
    { what: 'has no host', url: 'esdb://admin:pa55word@?tls=true', told: 'esdb://user:password@host:2113' },
    { what: 'has another scheme', url: 'http://admin:pa55word@host', told: 'esdb://user:password@host:2113' },
    { what: 'is another kind of setting', url: 'sqlite:./data/chatbox.db', told: 'not one of EventStoreDB' },
    { what: 'has a wrong value', url: 'esdb://admin:pa55word@host?tls=maybe', told: 'tls is true or false' },
    { what: 'names no user', url: 'esdb://host:2113', told: 'tls=false' },
  ];
  for (const { what, url, told } of unusable) {
    it(`refuse a connection string that ${what}, and say what would do`, () => {
      const given = [eventstoredb({ connectionString: url }), ...(url.startsWith('esdb') ? [url] : [])];
      for (const store of given) {
        expect(refusal({ store }))
          .to.match(/^chatbox\(\{ store \}\): .*its connection string/)
          .and.include(told);
        expect(refusal({ store })).not.to.include('pa55word');
      }
    });
  }

  it('fold the logins of the first owners, and refuse what can be no login', () => {
    expect(parseOptions({ owners: ['Ｎadia'] }).owners).to.deep.equal(['nadia']);
    expect(refusal({ owners: ['nadia', 'no login'] }))
      .to.include('owners.1')
      .and.include('expected a login');
  });

  it('refuse an option that is unknown, by its name', () => {
    expect(refusal({ stroe: 'memory:' })).to.match(
      /^chatbox\(\{ stroe \}\): there is no such option\. There are: store, /,
    );
    expect(refusal({ login: '/in', locales: 'fr' }))
      .to.include('Did you mean "logIn"?')
      .and.include('Did you mean "locale"?');
  });
});
