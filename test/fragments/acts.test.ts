import { expect } from 'chai';
import type { ActsData } from '../../plugin/fragments/types.ts';
import { member } from '../support/builders.ts';
import { actsData, named, renderer, view } from '../support/fragments.ts';
import { all, one, readHtml, textOf } from '../support/read-html.ts';

const removal = { by: named('mod'), byAuthor: false, reason: undefined, restorable: false };

describe('what a member may do with a message', () => {
  const forms = (markup: string) => all(markup, 'form').map((form) => form.attributes.get('hx-post')?.split(/[/?]/)[2]);
  const mod = member('mod');

  it("is writing to its author, with another's", () => {
    const markup = renderer.acts(actsData());
    expect(one(markup, '.cb-write').attributes.get('href')).to.equal('/chatbox?to=ada');
    expect(forms(markup)).to.deep.equal([]);
  });

  it('begins with the message itself, as far as it may be read: a page of its own shows no other', () => {
    expect(textOf(one(renderer.acts(actsData({ view: view('spam <b>') })), '.cb-quote'))).to.equal('spam <b>');
    expect(all(renderer.acts(actsData({ view: view(undefined, { removal }) })), '.cb-quote')).to.deep.equal([]);
  });

  it('is headed by whose message it is, one’s own as such', () => {
    const heading = (more: Partial<ActsData>) => textOf(one(renderer.acts(actsData(more)), 'h2'));
    expect(heading({})).to.equal('ada’s message');
    expect(heading({ locale: 'fr' })).to.equal('Message de ada');
    expect(heading({ member: member('ada') })).to.equal('Your message');
    expect(heading({ member: member('ada'), locale: 'fr' })).to.equal('Votre message');
  });

  it('is asked for by forms that the server answers in words, not the browser in its own language', () => {
    const markup = renderer.acts(actsData({ member: mod, moderator: true, mutable: true }));
    expect(all(markup, 'form').map(({ attributes }) => attributes.has('novalidate'))).to.deep.equal([true, true]);
  });

  it('is removing it, with their own, without a reason', () => {
    const markup = renderer.acts(actsData({ member: member('ada') }));
    expect(forms(markup)).to.deep.equal(['removals']);
    expect(all(markup, '.cb-write')).to.deep.equal([]);
    expect(textOf(readHtml(markup))).not.to.include('Reason');
  });

  it('is nothing with their own that moderators removed: who can restore it is told, and no way that is not there', () => {
    const said = (locale: 'en' | 'fr') =>
      textOf(readHtml(renderer.acts(actsData({ locale, member: member('ada'), view: view(undefined, { removal }) }))));
    expect(said('en'))
      .to.include('only a moderator can restore it')
      .and.not.match(/write to/iu);
    expect(said('fr'))
      .to.include('seule la modération peut le rétablir')
      .and.not.match(/écrivez/iu);
  });

  it('is removing it with a reason and muting its author, as a moderator', () => {
    const markup = renderer.acts(actsData({ member: mod, moderator: true, mutable: true }));
    expect(forms(markup)).to.deep.equal(['removals', 'mutes']);
    const reasons = all(markup, 'input').filter(({ attributes }) => attributes.get('name') === 'reason');
    expect(reasons.map(({ attributes }) => attributes.has('required'))).to.deep.equal([true, true]);
    expect(all(markup, 'option').map(({ attributes }) => attributes.get('value'))).to.deep.equal([
      '10',
      '60',
      '1440',
      '10080',
    ]);
  });

  it('stands with what was typed where it was refused', () => {
    const kept = { act: 'mute', reason: 'a "pause"', minutes: 60 } as const;
    const error = { code: 'CHATBOX_CANNOT_MUTE', details: {} };
    const markup = renderer.acts(actsData({ member: mod, moderator: true, mutable: true, error, kept }));
    expect(all(markup, 'details').map(({ attributes }) => attributes.has('open'))).to.deep.equal([false, true]);
    const reasons = all(markup, 'input').filter(({ attributes }) => attributes.get('name') === 'reason');
    expect(reasons.map(({ attributes }) => attributes.get('value'))).to.deep.equal(['', 'a "pause"']);
    const chosen = all(markup, 'option').filter(({ attributes }) => attributes.has('selected'));
    expect(chosen.map(({ attributes }) => attributes.get('value'))).to.deep.equal(['60']);
    expect(one(markup, '.cb-bad').attributes.get('data-code')).to.equal('CHATBOX_CANNOT_MUTE');
  });

  it('is lifting the mute that holds', () => {
    const mute = { until: '2026-10-12T14:00:00.000Z', reason: 'insults' };
    const markup = renderer.acts(actsData({ member: mod, moderator: true, mutable: true, mute, locale: 'fr' }));
    expect(forms(markup)).to.deep.equal(['removals', 'unmutes']);
    expect(textOf(readHtml(markup)))
      .to.include('jusqu’à 16:00 le 12 oct.')
      .and.include('insults');
  });

  it('is told when it was done, and only as far as it stands: anybody may write an address', () => {
    const told = (more: Partial<ActsData>) =>
      all(renderer.acts(actsData({ member: mod, moderator: true, mutable: true, ...more })), 'p')
        .filter(({ attributes }) => attributes.get('role') === 'status')
        .map(textOf);
    const gone = view('hello', { removal: { ...removal, reason: 'rude' } });
    const mute = { until: '2026-10-12T14:00:00.000Z', reason: 'insults' };
    expect(told({ done: 'remove', view: gone }).join()).to.match(/removed by .*“rude”/);
    expect(told({ done: 'restore' })).to.deep.equal(['The message is restored.']);
    expect(told({ done: 'unmute' })).to.deep.equal(['ada may write again.']);
    expect(told({ done: 'mute', mute }).join()).to.include('ada is muted until');
    const lies = [{ done: 'remove' }, { done: 'restore', view: gone }, { done: 'mute' }, { done: undefined }] as const;
    for (const lie of lies) expect(told(lie)).to.deep.equal([]);
    expect(told({ done: 'unmute', mute }).join()).to.not.include('again');
    const links = all(renderer.acts(actsData({ done: 'restore' })), 'a').map(({ attributes }) =>
      attributes.get('href'),
    );
    expect(links.filter((href) => href === '/news')).to.have.length(2);
  });

  it('is muting its author, as a moderator, where it is private and was written to them', () => {
    const data = { member: mod, mutable: true, view: view('hi', { to: [named('mod')] }) };
    expect(forms(renderer.acts(actsData({ ...data, moderator: true })))).to.deep.equal(['mutes']);
    expect(forms(renderer.acts(actsData(data)))).to.deep.equal([]);
  });
});
