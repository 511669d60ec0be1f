import { expect } from 'chai';
import fc from 'fast-check';
import { isTooLong, MAX_GRAPHEMES } from '../../events/chatbox/text.ts';
import { left } from '../../plugin/client/length.ts';

describe('the counter under the text', () => {
  it('counts what people see', () => {
    expect(left('a', 1000)).to.equal(999);
    expect(left('👨‍👩‍👧'.repeat(20), 1000)).to.be.at.most(980);
    expect(left(`${'é'.repeat(999)}e\u0301`, 1000)).to.equal(0);
  });

  it('says that a text is too long when the server would', () => {
    const unit = fc.constantFrom('a', 'é', '👨‍👩‍👧', '中', '🎉', '\n');
    fc.assert(
      fc.property(unit, fc.nat(1_100), fc.nat(40), (one, times, more) => {
        const text = one.repeat(times) + 'x'.repeat(more);
        expect(left(text, MAX_GRAPHEMES) < 0).to.equal(isTooLong(text));
      }),
      { numRuns: 300 },
    );
  });
});
