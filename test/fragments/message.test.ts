import { expect } from 'chai';
import type { Farewell } from '../../plugin/fragments/types.ts';
import { noon } from '../support/builders.ts';
import { boxData, composer, named, renderer, uuid, view } from '../support/fragments.ts';
import { all, one, textOf } from '../support/read-html.ts';

const bob = named('bob');
const removal = { by: named('mod'), byAuthor: false, reason: undefined, restorable: false };

describe('a message', () => {
  it('states facts, by which the browser finds and places it', () => {
    const { attributes } = one(renderer.message(view('hi', { to: [bob, named('eve')] }), 'en'), 'article');
    expect(Object.fromEntries(attributes)).to.deep.equal({
      id: `m-${uuid(1)}`,
      'data-seq': '12',
      'data-author': 'id-ada',
      'data-login': 'ada',
      'data-to': 'id-bob id-eve',
      class: 'cb-private',
    });
  });

  it('says in words who reads it, in the language of the page', () => {
    const to = [bob, named('eve'), named('kim')];
    expect(textOf(one(renderer.message(view('hi', { to }), 'fr'), '.cb-to'))).to.equal('privé, pour bob, eve et kim');
    expect(textOf(one(renderer.message(view('hi', { to }), 'en'), '.cb-to'))).to.equal(
      'private, for bob, eve, and kim',
    );
  });

  it("shows its time by the site's clock, and the instant to the browser", () => {
    const time = one(renderer.message(view('hi', { at: '2026-10-12T22:03:27.000Z' }), 'fr'), 'time');
    expect(textOf(time)).to.equal('00:03');
    expect(time.attributes.get('datetime')).to.equal('2026-10-12T22:03:27.000Z');
    const english = one(renderer.message(view('hi', { at: '2026-10-12T12:03:27.000Z' }), 'en'), 'time');
    expect(textOf(english)).to.match(/^2:03\sPM$/u);
  });

  it('isolates right-to-left words', () => {
    expect(one(renderer.message(view('أنا موافق'), 'fr'), '.cb-text').attributes.get('dir')).to.equal('auto');
  });

  it('tells most members only that it was removed', () => {
    const markup = renderer.message(view(undefined, { removal }), 'fr');
    expect(textOf(one(markup, 'article')))
      .to.include('Message retiré par la modération.')
      .and.not.include('mod.');
    expect(all(markup, '.cb-text')).to.deep.equal([]);
    expect(all(markup, 'form')).to.deep.equal([]);
  });

  it('tells its author why', () => {
    const markup = renderer.message(view(undefined, { removal: { ...removal, reason: 'rule 3' } }), 'fr');
    expect(textOf(one(markup, '.cb-gone'))).to.equal(
      'Message retiré par la modération. Motif\u00a0: «\u00a0rule 3\u00a0»',
    );
  });

  it('shows whoever may restore it who removed it, why, what it said, and the way back', () => {
    const markup = renderer.message(view('ads', { removal: { ...removal, reason: 'rule 3', restorable: true } }), 'en');
    expect(textOf(one(markup, '.cb-gone'))).to.equal('Message removed by mod. Reason: “rule 3”');
    expect(textOf(one(markup, '.cb-text'))).to.equal('ads');
    const form = one(markup, 'form');
    expect(form.attributes.get('hx-post')).to.equal('/chatbox/restorations?chat=main&locale=en');
    expect(all(form, 'input').map(({ attributes }) => attributes.get('value'))).to.deep.equal(['restore', '12']);
  });
});

describe('the composer', () => {
  it('posts without JavaScript to a page, and names no audience', () => {
    const form = one(renderer.composer(composer()), 'form');
    expect(form.attributes.get('method')).to.equal('post');
    expect(form.attributes.get('action')).to.equal('/chatbox');
    expect(form.attributes.get('data-post')).to.equal('/chatbox/messages?chat=main&locale=en');
    const names = [...all(form, 'input'), ...all(form, 'textarea')].map(({ attributes }) => attributes.get('name'));
    expect(names).to.have.members(['key', 'return', 'text']);
  });

  it('names what will complete a login, and which list that is', () => {
    const form = one(renderer.composer(composer()), 'form');
    const list = one(form, '.cb-suggest');
    expect(list.attributes.get('aria-label')).to.equal('Members to write to');
    expect(one(form, 'textarea').attributes.get('aria-controls')).to.equal(list.attributes.get('id'));
  });

  it('keeps what was typed, its first empty line too, and says under it why it was not sent', () => {
    const error = { code: 'CHATBOX_RECIPIENT_UNKNOWN', details: { login: 'kevn', nearest: 'kevin' } };
    const markup = renderer.composer(composer({ text: '\n@kevn hi', error }));
    const field = one(markup, 'textarea');
    // A browser drops the first line end of a text area.
    expect(textOf(field)).to.equal('\n\n@kevn hi');
    expect(field.attributes.has('aria-invalid')).to.equal(true);
    const note = one(markup, '.cb-note');
    expect(note.attributes.get('role')).to.equal('alert');
    expect(field.attributes.get('aria-describedby')).to.equal(note.attributes.get('id'));
    expect(textOf(note)).to.include('kevn').and.include('kevin').and.include('nothing was sent');
  });
});

describe('a box', () => {
  it('counts who is here as its language writes numbers, and leaves the browser nothing to count', () => {
    const present = Array.from({ length: 1_200 }, (_, n) => named(`member${n}`));
    const markup = renderer.box(boxData({ locale: 'en', present }));
    expect(textOf(one(markup, '.cb-count'))).to.equal('1,200');
    expect(one(markup, '.cb-present').attributes.get('data-count')).to.equal('1,200');
    expect(one(markup, '.cb-present').attributes.get('aria-label')).to.equal('1,200 members connected');
  });

  it('carries what the stream resumes from, and whose it is', () => {
    const { attributes } = one(renderer.box(boxData({ locale: 'fr', moderator: true })), 'section');
    expect(Object.fromEntries(attributes)).to.include({
      'data-stream': '/chatbox/stream?chat=main&locale=fr&member=id-bob&moderator=true',
      'data-session': 's1',
      'data-build': 'b1',
      'data-member': 'id-bob',
      'data-login': 'bob',
      'data-revision': '12',
      lang: 'fr',
    });
    expect(attributes.has('data-moderator')).to.equal(true);
  });

  it("parts the days by the site's clock", () => {
    const views = ['2026-10-11T21:59:00Z', '2026-10-11T22:01:00Z', '2026-10-12T21:59:00Z'].map((at, index) =>
      view('hi', { at, revision: BigInt(index), message: uuid(index) }),
    );
    expect(all(renderer.box(boxData({ locale: 'fr', views })), '.cb-day').map(textOf)).to.deep.equal([
      'dimanche 11 octobre 2026',
      'lundi 12 octobre 2026',
    ]);
  });

  it('shares a header between what one author writes in a row to the same readers', () => {
    const at = (minutes: number) => ({ at: noon(minutes * 60), message: uuid(minutes), revision: BigInt(minutes) });
    const to = [bob];
    const views = [
      view('1', at(1)),
      view('2', at(3)),
      view('private', { ...at(4), to }),
      view('3', at(5)),
      view('by another', { ...at(6), author: bob }),
      view('late', { ...at(20), author: bob }),
    ];
    const follow = all(renderer.box(boxData({ views })), '.cb-follows');
    expect(follow.map(({ attributes }) => attributes.get('id'))).to.deep.equal([`m-${uuid(3)}`]);
  });

  it('links to older messages while there are any', () => {
    const link = one(renderer.box(boxData()), '.cb-older');
    expect(link.attributes.get('href')).to.equal('/chatbox?before=3');
    expect(link.attributes.get('hx-get')).to.equal('/chatbox/messages?chat=main&locale=en&before=3');
    expect(all(renderer.box(boxData({ before: undefined })), '.cb-older')).to.deep.equal([]);
  });

  it('lists the connected members only where the owner wants it', () => {
    const options = { title: '', height: 'small', members: false, sound: false, visitorText: '' } as const;
    const markup = renderer.box(boxData({ options }));
    expect([...all(markup, '.cb-present'), ...all(markup, '.cb-count'), ...all(markup, '.cb-sound')]).to.deep.equal([]);
  });

  it('counts connected members as each language does', () => {
    const label = (locale: 'fr' | 'en', n: number) =>
      one(renderer.presence(Array(n).fill(bob), locale), '.cb-present').attributes.get('aria-label');
    expect([label('fr', 0), label('fr', 1), label('fr', 2)]).to.deep.equal([
      '0 membre connecté',
      '1 membre connecté',
      '2 membres connectés',
    ]);
    expect([label('en', 0), label('en', 1)]).to.deep.equal(['0 members connected', '1 member connected']);
  });
});

describe('whoever may not enter', () => {
  it("is invited to log in, in the owner's words, and comes back", () => {
    const markup = renderer.farewell('visitor', 'fr', { visitorText: 'Venez discuter !', returnTo: '/actus?p=2' });
    expect(textOf(one(markup, 'p'))).to.equal('Venez discuter !');
    expect(one(markup, 'a').attributes.get('href')).to.equal('/login?return=%2Factus%3Fp%3D2');
  });

  it('is told why where logging in does not help', () => {
    for (const why of ['disabled', 'group'] as const) {
      const markup = renderer.farewell(why, 'en', { visitorText: 'Come and talk!' });
      expect(all(markup, 'a')).to.deep.equal([]);
      expect(textOf(one(markup, 'p')))
        .to.include('owner of the site')
        .and.not.include('Come');
    }
  });

  it('leads an owner to the settings where those keep them out, and nobody else', () => {
    const links = (why: Farewell, owner: boolean) =>
      all(renderer.farewell(why, 'fr', { owner }), 'a').map(({ attributes }) => attributes.get('href'));
    for (const why of ['disabled', 'group'] as const) {
      expect(links(why, true)).to.deep.equal(['/chatbox/settings?chat=main']);
      expect(links(why, false)).to.deep.equal([]);
    }
    expect(links('ended', true).join()).to.not.include('settings');
  });
});
