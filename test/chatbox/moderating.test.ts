import { expect } from 'chai';
import type { ChatEvent, MessagePosted } from '../../events/chatbox/events.ts';
import { messageId } from '../../events/chatbox/keys.ts';
import type { Member } from '../../events/chatbox/member.ts';
import * as no from '../../events/chatbox/refusals.ts';
import { muteOf } from '../../events/chatbox/state.ts';
import type { Recorded } from '../../events/core/event.ts';
import {
  ask,
  chatEnabled,
  envelope,
  type Fact,
  introduced,
  member,
  moderatorGroupSet,
  noon,
  posted,
  postMessage,
  STREAM,
} from '../support/builders.ts';
import { given, stateAfter } from '../support/given.ts';

const ada = member('ada');
const bob = member('bob');
const eve = member('eve');
const mod = member('mod', { groups: ['board'] });
const people = [introduced(ada), introduced(bob), introduced(eve), introduced(mod)];
const room = [chatEnabled(), moderatorGroupSet('board'), ...people];

const hello = posted(ada, 'hello');
const secret = posted(ada, 'secret', { to: [bob] });
const past = [...room, hello, secret];
const at = (fact: Fact) => envelope(fact, past.indexOf(fact)) as Recorded<ChatEvent> as Recorded<MessagePosted>;
const message = (fact: Fact): string => at(fact).data.message;

const removed = (fact: Fact, by: string, reason = 'rule 3'): Fact => ({
  type: 'MessageRemoved',
  data: { message: message(fact), revision: Number(at(fact).revision), by, reason },
});
const muted = (until: string): Fact => ({
  type: 'MemberMuted',
  data: { member: eve.id, until, by: mod.id, reason: 'calm down' },
});

describe('moderating', () => {
  it('lets a moderator remove a public message with a reason', () => {
    given(...past)
      .when(ask('RemoveMessage', { actor: mod, target: at(hello), reason: ' rule 3 ' }))
      .thenRecords(removed(hello, mod.id));
  });

  it('cuts a reason that no field would take, and no sign in half', () => {
    given(...past)
      .when(ask('RemoveMessage', { actor: mod, target: at(hello), reason: `${'x'.repeat(499)}🙂` }))
      .thenRecords(removed(hello, mod.id, `${'x'.repeat(499)}\ufffd`));
  });

  it('refuses a moderator who gives no reason', () => {
    for (const reason of ['', '  ', '\u200b']) {
      given(...past)
        .when(ask('RemoveMessage', { actor: mod, target: at(hello), reason }))
        .thenRefuses(no.ReasonIsMissing);
    }
  });

  it('lets an author remove their own message, private ones too, without a reason', () => {
    for (const fact of [hello, secret]) {
      given(...past)
        .when(ask('RemoveMessage', { actor: ada, target: at(fact), reason: '' }))
        .thenRecords(removed(fact, ada.id, ''));
    }
  });

  it('keeps no reason of an author, whose private words it might tell', () => {
    given(...past)
      .when(ask('RemoveMessage', { actor: ada, target: at(secret), reason: 'I told bob that' }))
      .thenRecords(removed(secret, ada.id, ''));
  });

  it('lets nobody say again what they took back while they are muted, or in a flood of taking back', () => {
    const mine = posted(eve, 'mine');
    const said = [...past, mine];
    const target = envelope(mine, said.length - 1) as Recorded<ChatEvent> as Recorded<MessagePosted>;
    const of = { message: target.data.message, revision: Number(target.revision), by: eve.id };
    const taken: Fact = { type: 'MessageRemoved', data: { ...of, reason: '' } };
    const back: Fact = { type: 'MessageRestored', data: of };
    given(...said, taken, muted(noon(60)))
      .when(ask('RestoreMessage', { actor: eve, target }))
      .thenRefuses(no.RestoringWaits);
    given(...said, taken, back, taken, back, taken, back, taken, back, taken)
      .when(ask('RestoreMessage', { actor: eve, target }))
      .thenRefuses(no.RestoringWaits);
  });

  it('slows no moderator down who gives back what moderators took away', () => {
    const key = '0.6f2c1f8e-0000-4000-8000-000000000001';
    const undone = Array.from({ length: 5 }, () => [
      removed(hello, mod.id),
      { type: 'MessageRestored', data: { message: message(hello), revision: Number(at(hello).revision), by: mod.id } },
    ]).flat() as Fact[];
    given(...past, ...undone)
      .when(postMessage(mod, 'all is back', { key }))
      .thenRecords(posted(mod, 'all is back', { key }));
  });

  it("refuses a member who removes somebody else's", () => {
    given(...past)
      .when(ask('RemoveMessage', { actor: bob, target: at(hello), reason: 'no' }))
      .thenRefuses(no.NotAModerator);
    given(...past)
      .when(ask('RemoveMessage', { actor: bob, target: at(secret), reason: 'no' }))
      .thenRefuses(no.NotAModerator);
  });

  it('says to a moderator that a private message of others does not exist', () => {
    given(...past)
      .when(ask('RemoveMessage', { actor: mod, target: at(secret), reason: 'prying' }))
      .thenRefuses(no.MessageUnknown);
    given(...past)
      .when(ask('RestoreMessage', { actor: mod, target: at(secret) }))
      .thenRefuses(no.MessageUnknown);
  });

  it('lets a moderator restore what a moderator removed, and nobody else', () => {
    const after = [...past, removed(hello, mod.id)];
    const restored: Fact = {
      type: 'MessageRestored',
      data: { message: message(hello), revision: Number(at(hello).revision), by: mod.id },
    };
    given(...after)
      .when(ask('RestoreMessage', { actor: mod, target: at(hello) }))
      .thenRecords(restored);
    given(...after)
      .when(ask('RestoreMessage', { actor: ada, target: at(hello) }))
      .thenRefuses(no.NotAModerator);
  });

  it('lets an author take back their own removal, and no moderator publish it against them', () => {
    const after = [...past, removed(hello, ada.id, '')];
    given(...after)
      .when(ask('RestoreMessage', { actor: mod, target: at(hello) }))
      .thenRefuses(no.NotAModerator);
    given(...after)
      .when(ask('RestoreMessage', { actor: ada, target: at(hello) }))
      .thenRecords({
        type: 'MessageRestored',
        data: { message: message(hello), revision: Number(at(hello).revision), by: ada.id },
      });
  });

  it('refuses to remove twice, and to restore what is there', () => {
    given(...past, removed(hello, mod.id))
      .when(ask('RemoveMessage', { actor: mod, target: at(hello), reason: 'again' }))
      .thenRefuses(no.MessageIsRemoved);
    given(...past)
      .when(ask('RestoreMessage', { actor: mod, target: at(hello) }))
      .thenRefuses(no.MessageIsNotRemoved);
  });

  it('mutes a member for a time: they may not post until it is over or lifted', () => {
    given(...past)
      .when(ask('MuteMember', { actor: mod, member: eve.id, minutes: 10, reason: 'calm down' }))
      .thenRecords(muted(noon(600)));
    const after = [...past, muted(noon(600))];
    given(...after)
      .when(postMessage(eve, 'hi', { now: noon(599) }))
      .thenRefuses(no.MemberIsMuted, { until: noon(600) });
    expect(muteOf(stateAfter(...after), eve.id, noon(600))).to.equal(undefined);
    given(...after, { type: 'MemberUnmuted', data: { member: eve.id, by: mod.id } })
      .when(postMessage(eve, 'hi', { key: '1.6f2c1f8e-0000-4000-8000-000000000009' }))
      .thenRecords({
        type: 'MessagePosted',
        data: { ...messageOf(eve, '1.6f2c1f8e-0000-4000-8000-000000000009'), text: 'hi' },
      });
  });

  it('refuses to mute without the right, the reason, a known member or a sane time, or another moderator', () => {
    const mute = { actor: mod, member: eve.id, minutes: 10, reason: 'calm down' };
    const refuses = (
      change: Partial<typeof mute>,
      rule: Parameters<ReturnType<ReturnType<typeof given>['when']>['thenRefuses']>[0],
    ) =>
      given(...past)
        .when(ask('MuteMember', { ...mute, ...change }))
        .thenRefuses(rule);
    refuses({ actor: ada }, no.NotAModerator);
    refuses({ reason: ' ' }, no.ReasonIsMissing);
    refuses({ member: 'nobody' }, no.MemberUnknown);
    refuses({ member: mod.id }, no.MemberCannotBeMuted);
    for (const minutes of [0, -1, Number.NaN, 10_081]) refuses({ minutes }, no.MuteIsOutOfRange);
  });

  it('lifts only a mute that is in force', () => {
    const lift = ask('UnmuteMember', { actor: mod, member: eve.id });
    given(...past)
      .when(lift)
      .thenRefuses(no.MemberIsNotMuted);
    given(...past, muted(noon(600)))
      .when(lift)
      .thenRecords({ type: 'MemberUnmuted', data: { member: eve.id, by: mod.id } });
  });
});

const messageOf = (author: Member, key: string) => ({ message: messageId(STREAM, author.id, key), author: author.id });
