import { expect } from 'chai';
import { isRight } from '../../src/launch/node.mjs';

describe('the right Node', () => {
  for (const version of ['v22.18.0', 'v22.20.1', 'v24.0.0', 'v100.0.0']) {
    it(`may be ${version}`, () => expect(isRight(version, '>=22.18')).to.equal(true));
  }
  for (const version of ['v22.17.9', 'v20.20.2', 'v18.19.0', 'v9.99.0']) {
    it(`is not ${version}`, () => expect(isRight(version, '>=22.18')).to.equal(false));
  }
});
