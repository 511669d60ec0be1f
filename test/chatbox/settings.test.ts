import * as no from '../../events/chatbox/refusals.ts';
import {
  chatEnabled,
  groupRestricted,
  introduced,
  member,
  moderatorGroupSet,
  saveSettings,
} from '../support/builders.ts';
import { given } from '../support/given.ts';

const owner = member('owner', { roles: ['owner'] });
const met = introduced(owner);

describe('settings', () => {
  it('saves what changed in one append, the restriction before the opening', () => {
    given(met)
      .when(saveSettings(owner, { enabled: true, group: 'chat', moderators: 'board' }))
      .thenRecords(groupRestricted('chat'), moderatorGroupSet('board'), chatEnabled());
  });

  it('keeps the name that a group has then', () => {
    const known = [
      { id: 'board', name: 'The board' },
      { id: 'chat', name: 'x'.repeat(250) },
    ];
    given(met)
      .when(saveSettings(owner, { group: 'chat', moderators: 'board' }, { known }))
      .thenRecords(groupRestricted('chat', 'x'.repeat(200)), {
        type: 'ModeratorGroupSet',
        data: { group: 'board', name: 'The board' },
      });
  });

  it('writes nothing when nothing changed', () => {
    given(met, chatEnabled())
      .when(saveSettings(owner, { enabled: true }, { seen: 1 }))
      .thenRecords();
  });

  it('lifts, switches off and disables', () => {
    given(met, groupRestricted('chat'), moderatorGroupSet('board'), chatEnabled())
      .when(saveSettings(owner, {}, { seen: 3 }))
      .thenRecords(
        { type: 'GroupRestrictionLifted', data: {} },
        { type: 'ModerationDisabled', data: {} },
        { type: 'ChatDisabled', data: {} },
      );
  });

  it('refuses whoever is not an owner, whatever else they are', () => {
    for (const actor of [member('ada'), member('ann', { roles: ['editor'] }), member('mod', { groups: ['board'] })]) {
      given(moderatorGroupSet('board'))
        .when(saveSettings(actor, { enabled: true }, { seen: 0 }))
        .thenRefuses(no.NotAnOwner);
    }
  });

  it('refuses to enable without the plan, and still lets a site that lost it disable', () => {
    given(met)
      .when(saveSettings(owner, { enabled: true }, { entitled: false }))
      .thenRefuses(no.PlanIsMissing);
    given(met, chatEnabled())
      .when(saveSettings(owner, {}, { entitled: false, seen: 1 }))
      .thenRecords({ type: 'ChatDisabled', data: {} });
  });

  it('lets a site without the plan change who may enter, whether its chat is open still or not', () => {
    given(met, chatEnabled())
      .when(saveSettings(owner, { enabled: true, group: 'chat' }, { entitled: false, seen: 1 }))
      .thenRecords(groupRestricted('chat'));
    given(met)
      .when(saveSettings(owner, { group: 'chat' }, { entitled: false }))
      .thenRecords(groupRestricted('chat'));
  });

  it('refuses the second of two owners who saved what the first had not shown them', () => {
    given(met, chatEnabled())
      .when(saveSettings(owner, { enabled: true, group: 'chat' }))
      .thenRefuses(no.SettingsChanged);
  });
});
