import { expect } from 'chai';
import fc from 'fast-check';
import type { Refusal } from '../../events/core/errors.ts';
import type { Proposed, Recorded } from '../../events/core/event.ts';
import { uuidv5 } from '../../events/core/uuid.ts';
import type { SaveMenu } from '../../events/menu/commands.ts';
import { menuDecider } from '../../events/menu/decider.ts';
import type { Change } from '../../events/menu/difference.ts';
import type { MenuEvent, WidgetOptions } from '../../events/menu/events.ts';
import type { MenuState } from '../../events/menu/state.ts';
import { chatboxWidget, defaultOptions, type Offer, type Widget } from '../../events/menu/widget.ts';
import { noon } from '../support/builders.ts';
import { expectToTellWhose } from '../support/given.ts';

export const offer: Offer = { widgets: ['navigation', 'agenda', 'partners'], chats: ['main', 'coaches'] };
export const [navigation, agenda, partners] = offer.widgets.map((id): Widget => ({ id })) as [Widget, Widget, Widget];
export const chatbox = (options: Partial<WidgetOptions> = {}, chat = 'main'): Widget =>
  chatboxWidget(chat, { ...defaultOptions, ...options });

const owner = { member: 'id-nadia', groups: ['board'], roles: ['owner'] };
export function saveMenu(
  widgets: readonly Widget[],
  more: Partial<Pick<SaveMenu, 'seen' | 'actor' | 'offer'>> & { readonly now?: string } = {},
): SaveMenu {
  const { now = noon(), ...rest } = more;
  const id = uuidv5('test', JSON.stringify(widgets), now);
  const meta = { now, id, correlation: uuidv5('test', id) };
  return { kind: 'SaveMenu', meta, actor: owner, seen: -1, widgets, offer, ...rest };
}

export const record = (changes: readonly Change[], at = noon()): Recorded<MenuEvent>[] =>
  changes.map(({ type, data }, index) => {
    const id = uuidv5('test', String(index));
    const meta = { at, actor: owner, $correlationId: id, $causationId: id };
    return { id, type, v: 1, data, meta, revision: BigInt(index) } as Recorded<MenuEvent>;
  });

export const after = (changes: readonly Change[]): MenuState =>
  record(changes).reduce(menuDecider.evolve, menuDecider.initialState());

export const added = ({ id, chatbox }: Widget, below?: Widget): Change => ({
  type: 'WidgetAdded',
  data: { widget: id, ...(below && { after: below.id }), ...(chatbox && { chatbox }) },
});
export const moved = ({ id }: Widget, below?: Widget): Change => ({
  type: 'WidgetMoved',
  data: { widget: id, ...(below && { after: below.id }) },
});
export const configured = ({ id }: Widget, options: Partial<WidgetOptions>): Change => ({
  type: 'WidgetConfigured',
  data: { widget: id, options },
});
export const removed = ({ id }: Widget): Change => ({ type: 'WidgetRemoved', data: { widget: id } });

/** A menu saved once: navigation, the chatbox, agenda, partners. */
export const savedOnce = (): Change[] => [
  added(navigation),
  added(chatbox(), navigation),
  added(agenda, chatbox()),
  added(partners, agenda),
];

export const decide = (command: SaveMenu, state: MenuState): readonly Proposed<MenuEvent>[] => {
  const decision = menuDecider.decide(command, state);
  return 'events' in decision ? decision.events : [];
};

export const given = (...past: readonly Change[]) => ({
  when: (command: SaveMenu) => ({
    thenSaves: (...expected: readonly Change[]) => {
      const events = decide(command, after(past));
      expect(events.map(({ type, data }) => ({ type, data }))).to.deep.equal(expected);
      for (const event of events) expectToTellWhose(event, command);
    },
    thenRefuses: (rule: (new (...args: never[]) => Refusal) & { readonly code: string }, details?: object) => {
      expect(() => decide(command, after(past)))
        .to.throw(rule)
        .with.property('details')
        .that.includes(details ?? {});
    },
  }),
});

const options = fc.record({
  title: fc.constantFrom('', 'Salon'),
  height: fc.constantFrom('small', 'medium', 'large'),
  messages: fc.constantFrom(10, 30),
  members: fc.boolean(),
  sound: fc.boolean(),
  visitorText: fc.constantFrom('', 'Inscrivez-vous.'),
});
const chat = (id: string): fc.Arbitrary<Widget> => options.map((given) => chatboxWidget(id, given));

/** Any menu that an owner can make: the site's own in any order, with some chatboxes in between. */
export const menus = (): fc.Arbitrary<readonly Widget[]> =>
  fc
    .tuple(chat('main'), chat('coaches'))
    .chain(([main, coaches]) => fc.subarray([main, coaches]))
    .chain((chats) => {
      const all = [navigation, agenda, partners, ...chats];
      return fc.shuffledSubarray(all, { minLength: all.length });
    });
