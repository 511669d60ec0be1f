import { expect } from 'chai';
import { LOGIN_PATTERN, type Member } from '../../events/chatbox/member.ts';
import * as no from '../../events/chatbox/refusals.ts';
import {
  chatDisabled,
  chatEnabled,
  type Fact,
  groupRestricted,
  introduced,
  member,
  moderatorGroupSet,
  noon,
  posted,
  postMessage,
} from '../support/builders.ts';
import { decided, given } from '../support/given.ts';

const ada = member('ada');
const bob = member('bob');
const known = [bob];
const open = [chatEnabled(), introduced(ada), introduced(bob)];

/** What a decision made of the words: to whom, and which. */
function said(past: readonly Fact[], author: Member, text: string, directory: readonly Member[] = known) {
  const event = decided(postMessage(author, text, { known: directory }), past).at(-1);
  if (event?.type !== 'MessagePosted') throw new Error('nothing was posted');
  return { to: event.data.to, text: event.data.text };
}

describe('posting', () => {
  it('makes a public message of a plain text', () => {
    expect(said(open, ada, '  hello  ')).to.deep.equal({ to: undefined, text: 'hello' });
  });

  it('introduces an author whom the log does not know, in the same append', () => {
    const types = decided(postMessage(ada, 'hi'), [chatEnabled()]).map(({ type }) => type);
    expect(types).to.deep.equal(['MemberIntroduced', 'MessagePosted']);
  });

  it('introduces a member again when what the accounts say of them changed', () => {
    const [first] = decided(postMessage({ ...ada, groups: ['chat'] }, 'hi'), open);
    expect(first).to.have.nested.property('data.groups').that.deep.equals(['chat']);
  });

  for (const text of [
    '@bob hi',
    '  @bob hi',
    '\u00a0@bob hi',
    '\u200b@BOB hi',
    '＠bob hi',
    '﹫ｂｏｂ hi',
    '@bob, hi',
    '@bob: hi',
    '@bob. hi',
    '\u0301@bob hi',
  ]) {
    it(`is private to bob when it reads ${JSON.stringify(text)}`, () => {
      expect(said(open, ada, text)).to.deep.equal({ to: ['id-bob'], text: 'hi' });
    });
  }

  it('takes several recipients, each once, and never the author', () => {
    const eve = member('eve');
    const text = '@bob @eve @BOB @ada come at six';
    expect(said(open, ada, text, [bob, eve, ada])).to.deep.equal({ to: ['id-bob', 'id-eve'], text: 'come at six' });
  });

  for (const text of ['@', '@ bob hi', '@bob@bob hi', '@аdmin hi', '@jose\u0301 hi', '@ab hi']) {
    it(`refuses ${JSON.stringify(text)}, whose login cannot be one`, () => {
      given(...open)
        .when(postMessage(ada, text, { known }))
        .thenRefuses(no.RecipientMalformed);
    });
  }

  it('takes no full stop for a part of a login, so that nobody can be named like somebody with one', () => {
    for (const login of ['nadia.', '-nadia', '.nadia', '...', '---']) expect(LOGIN_PATTERN.test(login)).to.equal(false);
  });

  it('refuses an unknown login and names the one that was probably meant', () => {
    given(...open, introduced(member('kevin')))
      .when(postMessage(ada, '@kevn are you there?', { known }))
      .thenRefuses(no.RecipientUnknown, { login: 'kevn', nearest: 'kevin' });
  });

  it('suggests neither the author, nor the login itself that an account has lost since the log heard of it', () => {
    const past = [...open, introduced(member('kevin'))];
    for (const login of ['adaa', 'kevin']) {
      expect(() => decided(postMessage(ada, `@${login} are you there?`, { known }), past))
        .to.throw(no.RecipientUnknown)
        .with.deep.property('details', { login });
    }
  });

  it('refuses @everyone, who is nobody', () => {
    given(...open)
      .when(postMessage(ada, '@everyone hi', { known }))
      .thenRefuses(no.RecipientUnknown);
  });

  it('refuses a message to oneself alone', () => {
    given(...open)
      .when(postMessage(ada, '@ada hi', { known: [ada] }))
      .thenRefuses(no.RecipientIsSelf);
  });

  it('refuses more recipients than a person would name', () => {
    const many = Array.from({ length: 21 }, (_, i) => `@login${i}`).join(' ');
    given(...open)
      .when(postMessage(ada, `${many} hi`))
      .thenRefuses(no.TooManyRecipients);
  });

  it('refuses a recipient who could never read it', () => {
    given(chatEnabled(), groupRestricted('chat'))
      .when(postMessage({ ...ada, groups: ['chat'] }, '@bob hi', { known }))
      .thenRefuses(no.RecipientCannotRead, { login: 'bob' });
  });

  it('refuses a text that says other readers than the composer showed', () => {
    given(...open)
      .when(postMessage(ada, 'hi', { audience: 'private' }))
      .thenRefuses(no.AudienceMismatch);
    given(...open)
      .when(postMessage(ada, '@bob hi', { audience: 'public', known }))
      .thenRefuses(no.AudienceMismatch);
  });

  for (const text of ['', '   ', '\n\n', '\u200b\u2060', '\u0000', '@bob', '@bob \u200b']) {
    it(`refuses ${JSON.stringify(text)}, which shows nothing`, () => {
      given(...open)
        .when(postMessage(ada, text, { known }))
        .thenRefuses(no.MessageIsEmpty);
    });
  }

  it('counts what people count: a family is one character, and a thousand of them are too many bytes', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(said(open, ada, family.repeat(100)).text).to.equal(family.repeat(100));
    given(...open)
      .when(postMessage(ada, family.repeat(1000)))
      .thenRefuses(no.MessageIsTooLong);
    given(...open)
      .when(postMessage(ada, 'x'.repeat(1001)))
      .thenRefuses(no.MessageIsTooLong);
    expect(said(open, ada, 'é'.repeat(1000)).text).to.have.length(1000);
    given(...open)
      .when(postMessage(ada, '@bob '.repeat(20_000), { known }))
      .thenRefuses(no.MessageIsTooLong);
  });

  it('keeps line ends, and drops the control characters that no text needs', () => {
    expect(said(open, ada, 'a\r\nb\u0000\u001b[31mc\n\n\n\nd').text).to.equal('a\nb[31mc\n\nd');
    expect(said(open, ada, 'lone \ud800 surrogate').text).to.equal('lone \ufffd surrogate');
  });

  it('is refused while the chat is disabled, and to whoever is not in its group', () => {
    given().when(postMessage(ada, 'hi')).thenRefuses(no.ChatIsDisabled);
    given(chatEnabled(), chatDisabled()).when(postMessage(ada, 'hi')).thenRefuses(no.ChatIsDisabled);
    given(chatEnabled(), groupRestricted('chat')).when(postMessage(ada, 'hi')).thenRefuses(no.NotInTheChatGroup);
  });

  it('lets moderators into a restricted chat', () => {
    const past = [chatEnabled(), groupRestricted('chat'), moderatorGroupSet('board')];
    expect(said(past, { ...ada, groups: ['board'] }, 'hi').text).to.equal('hi');
  });

  it('refuses the sixth message within ten seconds, says how long to wait, and takes it afterwards', () => {
    const burst = [0, 1, 2, 3, 4].map((second) => posted(ada, `m${second}`, { at: noon(second) }));
    given(...open, ...burst)
      .when(postMessage(ada, 'again', { now: noon(5) }))
      .thenRefuses(no.TooManyMessages, { seconds: 5 });
    const later = decided(postMessage(ada, 'again', { now: noon(10) }), [...open, ...burst]);
    expect(later).to.have.length(1);
  });

  it('slows nobody down for as long as the log is ahead of this clock, which was wrong once', () => {
    const ahead = posted(bob, 'by a clock an hour fast', { at: noon(3_600) });
    const burst = Array.from({ length: 5 }, (_, at) => posted(ada, `clamped ${at}`, { at: noon(3_600) }));
    const past = [...open, ahead, ...burst];
    expect(decided(postMessage(ada, 'by the right one', { now: noon(60) }), past)).to.have.length(1);
    given(...past)
      .when(postMessage(ada, 'and again', { now: noon(3_600) }))
      .thenRefuses(no.TooManyMessages, { seconds: 10 });
  });

  it('never lets time run back when another process has another clock', () => {
    const past = [...open, posted(bob, 'from the future', { at: noon(60) })];
    const [event] = decided(postMessage(ada, 'now', { now: noon(30) }), past);
    expect(event?.meta.at).to.equal(noon(60));
  });
});
