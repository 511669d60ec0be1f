import { expect } from 'chai';
import { named, renderer, view } from '../support/fragments.ts';
import { all, one, textOf } from '../support/read-html.ts';

const shown = (text: string, to?: string) =>
  one(renderer.message(view(text, to === undefined ? {} : { to: [named(to)] }), 'en'), '.cb-text');
/** Each link as `words -> address`, with what is said of its host. */
const links = (text: string): string[] =>
  all(shown(text), 'a').map((link) => `${textOf(link)} -> ${link.attributes.get('href')}`);
const hosts = (text: string): string[] => all(shown(text), '.cb-host').map(textOf);
const mentions = (text: string, to?: string): string[] =>
  all(shown(text, to), '.cb-mention').map((mention) => mention.attributes.get('data-login') ?? '');

describe('a link in a message', () => {
  const cases: readonly (readonly [text: string, ...expected: string[]])[] = [
    ['see https://club.example/a', 'https://club.example/a -> https://club.example/a'],
    ['HTTP://Club.Example/A', 'HTTP://Club.Example/A -> http://club.example/A'],
    ['(https://club.example/a)', 'https://club.example/a -> https://club.example/a'],
    ['https://fr.example/Lyon_(ville), no?', 'https://fr.example/Lyon_(ville) -> https://fr.example/Lyon_(ville)'],
    ['(see https://fr.example/Lyon_(ville))', 'https://fr.example/Lyon_(ville) -> https://fr.example/Lyon_(ville)'],
    ['« https://club.example/a »', 'https://club.example/a -> https://club.example/a'],
    ['go to https://club.example/a!?', 'https://club.example/a -> https://club.example/a'],
    ['https://club.example/a?b=1&c=2#d.', 'https://club.example/a?b=1&c=2#d -> https://club.example/a?b=1&c=2#d'],
    [
      'https://a.example/1,https://b.example/2',
      'https://a.example/1,https://b.example/2 -> https://a.example/1,https://b.example/2',
    ],
    ['https://a.example/é', 'https://a.example/é -> https://a.example/%C3%A9'],
    ['https://club.example/"onmouseover="x', 'https://club.example/ -> https://club.example/'],
    ['https://club.example/\u202egnp.exe', 'https://club.example/ -> https://club.example/'],
    ['javascript:alert(1)'],
    ['javascript://https.example/%0aalert(1)'],
    ['data:text/html,x ftp://club.example/ file:///etc/passwd'],
    ['xhttps://club.example/'],
    ['https:// https://? http://[ http://%zz/'],
    ['see www.club.example/a, or', 'www.club.example/a -> https://www.club.example/a'],
    ['(WWW.Club.Example)', 'WWW.Club.Example -> https://www.club.example/'],
    ['www. www.. www.-x wwww.club.example club.example xwww.club.example'],
    ['ada@www.club.example ftp://www.club.example //www.club.example a.www.club.example _www.club.example'],
  ];
  for (const [text, ...expected] of cases) {
    it(`of ${JSON.stringify(text)} is ${expected.length === 0 ? 'none' : JSON.stringify(expected[0])}`, () => {
      expect(links(text)).to.deep.equal(expected);
    });
  }

  it('leaves this page alone, passes nothing on, and lends no weight', () => {
    const { attributes } = one(shown('https://club.example/'), 'a');
    expect(attributes.get('rel')).to.equal('nofollow ugc noopener noreferrer');
    expect(attributes.get('target')).to.equal('_blank');
  });

  it('says its true host where it could be taken for another', () => {
    expect(hosts('https://google.com@evil.example/x')).to.deep.equal([' [evil.example]']);
    expect(hosts('https://google.com\\@evil.example/x')).to.deep.equal([' [google.com]']);
    expect(hosts('https://аpple.com/')).to.deep.equal([' [xn--pple-43d.com]']);
    expect(hosts('https://2130706433/')).to.deep.equal([' [127.0.0.1]']);
    expect(hosts('www.google.com@evil.example/x')).to.deep.equal([' [evil.example]']);
    expect(hosts('www.аpple.com')).to.deep.equal([' [www.xn--pple-43d.com]']);
    expect(hosts('www.google.com\\@evil.example')).to.deep.equal([' [www.google.com]']);
    expect(hosts('https://club.example/ www.club.example')).to.deep.equal([]);
  });

  it('never carries a user', () => {
    expect(links('https://ada:secret@evil.example/x')).to.deep.equal([
      'https://ada:secret@evil.example/x -> https://evil.example/x',
    ]);
    expect(links('www.ada:secret@evil.example')).to.deep.equal([
      'www.ada:secret@evil.example -> https://evil.example/',
    ]);
  });
});

describe('a mention', () => {
  it('is a login after @, whatever its case and what punctuation follows', () => {
    expect(mentions('hi @ada, and @Bob_1. (@kim) « @ADA » @kim... @ada’s')).to.deep.equal([
      'ada',
      'bob_1',
      'kim',
      'ada',
      'kim',
      'ada',
    ]);
  });

  it('is no part of another word, nor of an address', () => {
    expect(
      mentions('mail ada@club.example x@ada @ada@bob /@kim @ada.b@club.example @ada.élan @ada.-_.x'),
    ).to.deep.equal([]);
    expect(mentions(`@ada.${'x'.repeat(40)}`)).to.deep.equal([]);
  });

  it('is the login of a member, and nothing else that follows an @', () => {
    expect(mentions('@eve and @Eve, @here, @all: @... @-ada @é @ab')).to.deep.equal([]);
    expect(textOf(shown('see @here, @ada'))).to.equal('see @here, @ada');
  });

  it('keeps its @ on its side among right-to-left words', () => {
    expect(textOf(one(shown('שלום @ada'), 'bdi'))).to.equal('@ada');
  });

  it('is not marked in a link, nor in a private message', () => {
    expect(mentions('https://club.example/@ada')).to.deep.equal([]);
    expect(mentions('what does @ada think?', 'bob')).to.deep.equal([]);
  });
});
