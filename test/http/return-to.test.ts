import { expect } from 'chai';
import fc from 'fast-check';
import { localPath } from '../../plugin/http/return-to.ts';

describe('where a form goes back to', () => {
  it('is a path of this site, with its query and its fragment', () => {
    expect(localPath('/chatbox?before=12#m-3', '/')).to.equal('/chatbox?before=12#m-3');
    expect(localPath('/a/../b', '/')).to.equal('/b');
  });

  it('is the fallback for whatever a browser would take for another host', () => {
    const elsewhere = [
      'https://evil.example',
      'javascript:alert(1)',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      '/.//evil.example',
      '/..//evil.example',
      '/%2e//evil.example',
      '/chatbox/..//evil.example',
    ];
    for (const given of elsewhere) expect(localPath(given, '/fallback'), given).to.equal('/fallback');
  });

  it('never leaves the site, whatever was asked for', () => {
    const part = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2e',
      '%2f',
      'evil.example',
      ':',
      '@',
      '?',
      '#',
      '\t',
      '\n',
      'é',
    );
    const given = fc.array(part, { maxLength: 8 }).map((parts) => `/${parts.join('')}`);
    const site = 'https://site.example';
    fc.assert(
      fc.property(given, (path) => {
        expect(new URL(localPath(path, '/'), `${site}/chatbox/acts`).origin).to.equal(site);
      }),
      { numRuns: 2_000 },
    );
  });
});
