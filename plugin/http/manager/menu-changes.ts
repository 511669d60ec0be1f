import type { Recorded } from '../../../events/core/event.ts';
import { menuDecider } from '../../../events/menu/decider.ts';
import { type Change, difference } from '../../../events/menu/difference.ts';
import { type MenuEvent, WidgetOptions } from '../../../events/menu/events.ts';
import type { Menu } from '../../../events/menu/open.ts';
import { standing } from '../../../events/menu/standing.ts';
import type { Offer, Widget } from '../../../events/menu/widget.ts';
import type { MenuChange, OptionName, Origin } from '../../fragments/manager/types.ts';

const PAGE = 1024;

/** The log of a menu is some saves long: all of it. */
async function eventsOf(menu: Menu): Promise<Recorded<MenuEvent>[]> {
  const events: Recorded<MenuEvent>[] = [];
  for (let from = 0n; from <= menu.revision; from += BigInt(PAGE)) {
    events.push(...(await menu.read(from, 'forwards', PAGE)));
  }
  return events;
}

/** The menu as an owner's page had shown it, and what happened since. */
export interface Since {
  readonly base: readonly Widget[];
  readonly events: readonly Recorded<MenuEvent>[];
}

export async function since(menu: Menu, seen: number, offer: Offer): Promise<Since> {
  const all = await eventsOf(menu);
  const before = all.filter(({ revision }) => revision <= seen).reduce(menuDecider.evolve, menuDecider.initialState());
  return { base: standing(before.widgets, offer), events: all.filter(({ revision }) => revision > seen) };
}

interface Known {
  readonly titleOf: (id: string) => string;
  readonly loginOf: (member: string) => string | undefined;
}

/** What others saved since: what differs by now, by whom, when, and what goes before it in an owner's own draft. */
export function menuChanges(
  { base, events }: Since,
  now: readonly Widget[],
  mine: readonly Widget[],
  { titleOf, loginOf }: Known,
): MenuChange[] {
  const originOf = (widget: string): Origin | undefined => {
    const event = events.findLast(({ data }) => data.widget === widget) ?? events.at(-1);
    return event && { by: loginOf(event.meta.actor.member), at: event.meta.at };
  };
  const did = difference(base, mine);
  const worked = (id: string, ...types: Change['type'][]): boolean =>
    did.some(({ type, data }) => data.widget === id && types.includes(type));
  return difference(base, now).flatMap((change): MenuChange[] => {
    const { widget: id } = change.data;
    const said = { title: titleOf(id), origin: originOf(id) };
    switch (change.type) {
      case 'WidgetAdded':
        return [{ ...said, kind: 'added', kept: worked(id, 'WidgetAdded') }];
      case 'WidgetRemoved':
        return [{ ...said, kind: 'removed', kept: worked(id, 'WidgetMoved', 'WidgetConfigured') }];
      case 'WidgetMoved': {
        const below = change.data.after && titleOf(change.data.after);
        return [{ ...said, kind: 'moved', below, kept: worked(id, 'WidgetMoved') }];
      }
      case 'WidgetConfigured': {
        const own = did.flatMap((one) =>
          one.type === 'WidgetConfigured' && one.data.widget === id ? optionsOf(one) : [],
        );
        return optionsOf(change).map((option) => {
          const [from, to, chosen] = [base, now, mine].map((widgets) => shownValue(optionsIn(widgets, id), option));
          const kept = own.includes(option) && chosen !== to;
          return {
            ...said,
            kind: 'option',
            option,
            from: from ?? '',
            to: to ?? '',
            mine: kept ? chosen : undefined,
            kept,
          };
        });
      }
      default:
        return change satisfies never;
    }
  });
}

const optionsIn = (widgets: readonly Widget[], id: string): WidgetOptions | undefined =>
  widgets.find((widget) => widget.id === id)?.chatbox?.options;

const optionsOf = ({ data }: Extract<Change, { type: 'WidgetConfigured' }>): OptionName[] =>
  WidgetOptions.keyof().options.filter((name) => name in data.options);

function shownValue(options: WidgetOptions | undefined, name: OptionName): string | boolean {
  const value = options?.[name] ?? '';
  return typeof value === 'boolean' ? value : String(value);
}
