import { expect } from 'chai';
import * as no from '../../events/menu/refusals.ts';
import { noon } from '../support/builders.ts';
import {
  added,
  after,
  agenda,
  chatbox,
  configured,
  decide,
  given,
  moved,
  navigation,
  partners,
  record,
  removed,
  savedOnce,
  saveMenu,
} from './builders.ts';

describe('saving the menu', () => {
  it('writes the whole menu down the first time', () => {
    given()
      .when(saveMenu([navigation, chatbox(), agenda, partners]))
      .thenSaves(...savedOnce());
  });

  it('writes nothing while the menu is the default one', () => {
    given()
      .when(saveMenu([navigation, agenda, partners]))
      .thenSaves();
  });

  it('moves as few widgets as it can', () => {
    given(...savedOnce())
      .when(saveMenu([chatbox(), agenda, partners, navigation], { seen: 3 }))
      .thenSaves(moved(navigation, partners));
  });

  it('says that the chatbox moved, where it changed places with one of the site’s own', () => {
    given(...savedOnce())
      .when(saveMenu([chatbox(), navigation, agenda, partners], { seen: 3 }))
      .thenSaves(moved(chatbox()));
    given(...savedOnce())
      .when(saveMenu([navigation, agenda, chatbox(), partners], { seen: 3 }))
      .thenSaves(moved(chatbox(), agenda));
  });

  it('writes only the options that changed', () => {
    const widget = chatbox({ title: 'Salon', sound: true });
    given(...savedOnce())
      .when(saveMenu([navigation, widget, agenda, partners], { seen: 3 }))
      .thenSaves(configured(widget, { title: 'Salon', sound: true }));
  });

  it('adds, moves, sets and removes in one append', () => {
    const coaches = chatbox({ height: 'small' }, 'coaches');
    given(...savedOnce())
      .when(saveMenu([partners, coaches, navigation, agenda], { seen: 3 }))
      .thenSaves(removed(chatbox()), moved(partners), added(coaches, partners));
  });

  it('gives the events of one command ids that follow from it, and a time that never runs back', () => {
    const late = record(savedOnce(), noon(60));
    const command = saveMenu([chatbox(), navigation, agenda, partners], { seen: 3, now: noon(1) });
    const state = { ...after(savedOnce()), lastAt: late[0]?.meta.at ?? '' };
    const [event] = decide(command, state);
    expect(event?.meta).to.deep.include({ at: noon(60), $causationId: command.meta.id });
    expect(decide(command, state)).to.deep.equal([event]);
  });

  it('refuses whoever is not an owner', () => {
    for (const roles of [[], ['editor']]) {
      given()
        .when(saveMenu([chatbox(), navigation], { actor: { member: 'id-bob', groups: ['board'], roles } }))
        .thenRefuses(no.NotAnOwner);
    }
  });

  it('refuses the second of two owners, who did not see what the first saved', () => {
    given(...savedOnce())
      .when(saveMenu([navigation, agenda, partners]))
      .thenRefuses(no.MenuChanged);
  });

  it('takes a save that was sent twice', () => {
    given(...savedOnce())
      .when(saveMenu([navigation, chatbox(), agenda, partners]))
      .thenSaves();
  });

  it('refuses a widget that the site does not have', () => {
    given()
      .when(saveMenu([navigation, { id: 'shop' }]))
      .thenRefuses(no.WidgetUnknown, { widget: 'shop' });
    given()
      .when(saveMenu([chatbox({}, 'secret')]))
      .thenRefuses(no.WidgetUnknown, { widget: 'chatbox:secret' });
    const { chatbox: disguised } = chatbox();
    given()
      .when(saveMenu([{ id: 'chatbox:other', chatbox: disguised }]))
      .thenRefuses(no.WidgetUnknown);
  });

  it('refuses the same chatbox twice', () => {
    given()
      .when(saveMenu([chatbox(), navigation, chatbox({ title: 'Salon' })]))
      .thenRefuses(no.WidgetTwice, { widget: 'chatbox:main' });
  });
});
