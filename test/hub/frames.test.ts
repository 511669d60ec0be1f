import { expect } from 'chai';
import fc from 'fast-check';
import { frame } from '../../plugin/hub/frames.ts';
import { readFrames } from './read-frames.ts';

describe('a frame', () => {
  it('survives any text, but for its line ends', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        '\r',
        '\n',
        '\r\n',
        '\n\n',
        '\u2028',
        '\u2029',
        '\u0085',
        'data: ',
        'id: 9',
        'event: bye',
        ':',
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(), (pieces, revision) => {
        const text = pieces.join('');
        expect(readFrames(frame(text, BigInt(revision)).toString())).to.deep.equal([
          { event: 'message', data: text.replace(/\r\n?/g, '\n'), id: String(revision) },
        ]);
      }),
    );
  });

  it('keeps its kind, even where it has nothing to say', () => {
    expect(readFrames(frame('', 7n, 'beat').toString())).to.deep.equal([{ event: 'beat', data: '', id: '7' }]);
  });

  it('has no id until it is whole, wherever a line cuts it', () => {
    const whole = frame('<article>\n<p>one\ntwo</p></article>', 42n).toString();
    for (let length = 0; length < whole.indexOf('id: 42') + 4; length += 1) {
      for (const { id } of readFrames(`${whole.slice(0, length)}\n\n`)) expect(id ?? '').to.equal('');
    }
  });

  it('is never confused with the next one', () => {
    const both = Buffer.concat([frame('a\n\nb', 1n), frame('c\n', 2n, 'notice')]).toString();
    expect(readFrames(both)).to.deep.equal([
      { event: 'message', data: 'a\n\nb', id: '1' },
      { event: 'notice', data: 'c\n', id: '2' },
    ]);
  });
});
