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
    for (const store of [memory(), sqlite(), sqlite({ file: 'a.db' }), eventstoredb(), 'memory:', 'sqlite:a.db']) {
      expect(parseOptions({ store }).store).to.deep.equal(store);
    }
  });

  it('refuse a store that is none before anybody visits the site, and tell nothing of it', () => {
    const password = 'pa55word';
    for (const store of [`redis://admin:${password}@host`, 'sqlite:', '', { kind: 'sqlite' }, { kind: 'mongo' }, 7]) {
      expect(refusal({ store }), String(store)).to.match(/^chatbox\(\{ store \}\): expected memory\(\), sqlite\(\)/);
      expect(refusal({ store })).not.to.include(password);
    }
  });

  it('fold the logins of the first owners, and refuse what can be no login', () => {
    expect(parseOptions({ owners: ['Ｎadia'] }).owners).to.deep.equal(['nadia']);
    expect(refusal({ owners: ['nadia', 'no login'] }))
      .to.include('owners.1')
      .and.include('expected a login');
  });

  it('refuse an option that is unknown, by its name', () => {
    expect(refusal({ stroe: 'memory:' })).to.include('stroe');
  });
});
