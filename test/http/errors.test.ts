import { expect } from 'chai';
import { MessageIsEmpty } from '../../events/chatbox/refusals.ts';
import { StoreUnavailable } from '../../events/core/errors.ts';
import { safeError } from '../../plugin/http/errors.ts';

describe('what went wrong', () => {
  function told(error: unknown) {
    const lines: string[] = [];
    const log = (line: string) => void lines.push(line);
    return { code: safeError(error, { log, outage: (why) => log(`outage: ${why}`) }).code, lines };
  }

  it('is for the reader alone where they broke a rule', () => {
    expect(told(new MessageIsEmpty())).to.deep.equal({ code: 'CHATBOX_EMPTY', lines: [] });
  });

  it('is in the log of the site too where its store does not write', () => {
    const { code, lines } = told(new StoreUnavailable('the disk is full.'));
    expect(code).to.equal('STORE_UNAVAILABLE');
    expect(lines).to.have.length(1);
    expect(lines[0]).to.match(/^outage: .*the disk is full\.$/);
  });

  it('is in the log alone where it is an error of ours', () => {
    const { code, lines } = told(new TypeError('of undefined'));
    expect(code).to.equal('INTERNAL');
    expect(lines.join()).to.include('of undefined');
  });
});
