import { expect } from 'chai';
import { styleSheet } from '../support/style-sheet.ts';

const css = styleSheet('chatbox');

describe('the style sheet', () => {
  for (const name of ['chatbox', 'manager'] as const) {
    it(`of the ${name} is one cascade layer, so that any rule of the site wins`, () => {
      let depth = 0;
      const outside = [...styleSheet(name)].filter((character) => {
        const top = depth === 0;
        if (character === '{') depth += 1;
        if (character === '}') depth -= 1;
        return top;
      });
      expect(outside.join('').trim()).to.equal('@layer chatbox{');
      expect(depth).to.equal(0);
    });
  }

  it('is themed by the seven properties that the docs name', () => {
    const set = [...css.matchAll(/(--chatbox-[a-z]+):/g)].map(([, name]) => name);
    expect([...new Set(set)]).to.have.members(
      ['accent', 'private', 'danger', 'ground', 'ink', 'radius', 'height'].map((name) => `--chatbox-${name}`),
    );
  });

  it('fetches nothing', () => {
    expect(css).not.to.match(/url\(|@import|@font-face/);
  });
});
