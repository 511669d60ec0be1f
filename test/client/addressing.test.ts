import { expect } from 'chai';
import fc from 'fast-check';
import { addressOf as decided } from '../../events/chatbox/addressing.ts';
import { addressOf, written } from '../../plugin/client/addressing.ts';

/** What people and attackers put at the head of a text. */
const head = fc.constantFrom(
  '@bob',
  '@ada',
  '＠bob',
  '﹫ada',
  '@BOB,',
  '@bob.',
  '@.bob',
  `@bob${':'.repeat(97)}`,
  `@bob${':'.repeat(98)}`,
  '@bo',
  '@',
  '@bob@ada',
  '@jose\u0301',
  '@аdmin',
  ' ',
  '\u00a0',
  '\u200b',
  '\u2800',
  '\ufffc',
  '\u{1d159}',
  '\n',
  '\u0301',
  'hello',
  'a@b.example',
);
const text = fc
  .array(fc.oneof(head, fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 6 })
  .map((all) => all.join(''));

describe('the composer and the server', () => {
  it('agree on who will read a text, whatever it is', () => {
    fc.assert(
      fc.property(text, (given) => {
        const shown = addressOf(given);
        const server = decided(given);
        expect(shown.kind).to.equal(server.kind);
        if (server.kind === 'private') expect(shown.logins).to.deep.equal(server.logins);
        if (server.kind !== 'malformed') expect(shown.rest.trimEnd()).to.equal(server.text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('see in no time that an endless word is no login', () => {
    const endless = `@${';:,'.repeat(30_000)}é`;
    for (const split of [addressOf, decided]) {
      const began = performance.now();
      expect(split(endless).kind).to.equal('malformed');
      // Of the square of its length it would be minutes.
      expect(performance.now() - began).to.be.below(2_000);
    }
  });

  it('agree on what is sent once the recipients stand as chips', () => {
    fc.assert(
      fc.property(text, fc.nat(), (given, place) => {
        const { logins, rest } = addressOf(given, place % (given.length + 1));
        const server = decided(given);
        const sent = decided(written(logins, logins.length > 0 ? rest : given));
        expect(sent.kind).to.equal(server.kind);
        if (sent.kind === 'private' && server.kind === 'private') expect(sent).to.deep.equal(server);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the composer', () => {
  it('leaves the login that is being typed in the text', () => {
    expect(addressOf('@bob', 4)).to.deep.equal({ kind: 'private', logins: [], rest: '@bob' });
    expect(addressOf('@bob @ad', 8)).to.include({ kind: 'malformed', rest: '@ad' });
    expect(addressOf('@bob @ada', 9)).to.deep.equal({ kind: 'private', logins: ['bob'], rest: '@ada' });
  });

  it('does not take the beginning of a login, typed in front of a text, together with its first word', () => {
    expect(addressOf('@bonjour', 3)).to.deep.equal({ kind: 'private', logins: [], rest: '@bonjour' });
    expect(addressOf('@bobjour tous', 4)).to.deep.equal({ kind: 'private', logins: [], rest: '@bobjour tous' });
    expect(addressOf('@bob jour tous', 5)).to.deep.equal({ kind: 'private', logins: ['bob'], rest: 'jour tous' });
  });

  it('takes a login for a recipient once a blank follows it', () => {
    expect(addressOf('@bob ', 5)).to.deep.equal({ kind: 'private', logins: ['bob'], rest: '' });
    expect(addressOf('@bob,\nhi', 8)).to.deep.equal({ kind: 'private', logins: ['bob'], rest: 'hi' });
  });

  it('never shows as public what begins with an @', () => {
    for (const given of ['@', '@é', '  @x', '\u200b＠', '@bob@'])
      expect(addressOf(given).kind, given).not.to.equal('public');
  });
});
