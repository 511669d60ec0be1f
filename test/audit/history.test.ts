import { expect } from 'chai';
import { uuidv5 } from '../../events/core/uuid.ts';
import { menuCodec, menuStream } from '../../events/menu/events.ts';
import { auditLog } from '../../plugin/cli/audit.ts';
import { added, chatbox, configured, moved, navigation, record as recordMenu, removed } from '../menu/builders.ts';
import {
  groupRestricted,
  introduced,
  member,
  messageRemoved,
  messageRestored,
  moderatorGroupSet,
  noon,
  posted,
} from '../support/builders.ts';
import { ada, bob, eve, logOf, past, said } from './past.ts';

describe('the history that an audit tells', () => {
  it('tells the events with who and when, and masks private texts', async () => {
    const store = await logOf(...past);
    const text = await said((print) => auditLog(store, { chat: 'main', from: 0n, json: false }, print));
    expect(text).to.match(/ {6}4 {2}2026-10-12T12:00:01.000Z {2}MessagePosted .*to all: hello all/);
    expect(text).to.include('to bob: (private text)').and.not.include('for bob alone');
  });

  it('tells the names that groups had then, and the ids of those that it knows no name of', async () => {
    const store = await logOf(
      introduced(eve),
      groupRestricted('chat', 'Rowers'),
      introduced({ ...eve, groups: [] }),
      moderatorGroupSet('board'),
    );
    const text = await said((print) => auditLog(store, { chat: 'main', from: 0n, json: false }, print));
    const [before, restricted, left, moderators] = text.split('\n');
    expect(before).to.include('eve, groups: chat,');
    expect(restricted).to.match(/group "Rowers" \(chat\)$/);
    expect(left).to.include('groups: "Rowers" (chat) → none');
    expect(moderators).to.match(/group board$/);
  });

  it('tells what the accounts say of a member as theirs: all at first, then what changed', async () => {
    const tom = member('tom', { groups: ['chat', 'board'] });
    const store = await logOf(
      introduced(tom),
      introduced({ ...tom, groups: ['board', 'chat'], roles: ['auditor'] }),
      introduced({ ...tom, login: 'tim', name: 'Tim', roles: ['auditor'] }),
      introduced({ ...tom, login: 'tim', name: 'Tim', groups: [] }),
      introduced({ ...tom, login: 'tim', name: 'Tim', groups: [] }),
    );
    const text = await said((print) => auditLog(store, { chat: 'main', from: 0n, json: false }, print));
    expect(text.split('\n').map((line) => line.split('MemberIntroduced').at(-1)?.trim())).to.deep.equal([
      '(accounts)  tom, groups: chat, board, roles: none',
      "(accounts)  tom's roles: none → auditor",
      '(accounts)  tom\'s login: tom → tim; name: "Tom" → "Tim"',
      "(accounts)  tim's groups: board, chat → none; roles: auditor → none",
      "(accounts)  tim's account: as before",
    ]);
  });

  it('tells whose message was removed and how it begins, of a private one whose it was', async () => {
    const long = 'x'.repeat(70);
    const store = await logOf(
      introduced(ada),
      introduced(bob),
      posted(ada, 'hello all'),
      posted(ada, long),
      posted(ada, 'for bob alone', { to: [bob] }),
      messageRemoved(2, bob, 'rude'),
      messageRestored(2, bob),
      messageRemoved(3, bob, 'too long'),
      messageRemoved(4, ada, 'a secret of theirs'),
      messageRemoved(99, ada, 'of who knows which message'),
    );
    const text = await said((print) => auditLog(store, { chat: 'main', from: 5n, json: false }, print));
    expect(text.split('\n').map((line) => line.split('id-test').at(-1)?.trim())).to.deep.equal([
      'ada\'s message 2, "hello all": rude',
      'ada\'s message 2, "hello all"',
      `ada's message 3, "${'x'.repeat(59)}…": too long`,
      "ada's message 4, (private text)",
      'message 99',
    ]);
  });

  it('tells the changes of a menu, by the logins that the chatbox knew its owners by then', async () => {
    const store = await logOf({ ...introduced(member('nadia')), at: noon(5) });
    const changes = [
      ...recordMenu([added(navigation), added(chatbox(), navigation)]),
      ...recordMenu([moved(chatbox()), configured(chatbox(), { height: 'large' }), removed(navigation)], noon(9)),
    ].map((event, at) => menuCodec.encode({ ...event, id: uuidv5('test', `menu ${at}`) }));
    await store.append(menuStream('side'), 'no_stream', changes);
    const text = await said((print) => auditLog(store, { chat: 'main', menu: 'side', from: 0n, json: false }, print));
    expect(text.split('\n').map((line) => line.split(/ {2,}/).slice(3))).to.deep.equal([
      ['WidgetAdded', 'id-nadia', 'navigation at the top'],
      ['WidgetAdded', 'id-nadia', 'chatbox:main below navigation'],
      ['WidgetMoved', 'nadia', 'chatbox:main at the top'],
      ['WidgetConfigured', 'nadia', 'chatbox:main, height: "medium" → "large"'],
      ['WidgetRemoved', 'nadia', 'navigation'],
    ]);
  });
});
