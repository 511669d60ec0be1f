import type { Recorded } from '../../../events/core/event.ts';
import { menuDecider } from '../../../events/menu/decider.ts';
import { difference } from '../../../events/menu/difference.ts';
import type { MenuEvent, WidgetOptions } from '../../../events/menu/events.ts';
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

/** What others saved since: what differs by now, by whom, when, and what becomes of it in the draft. */
export function menuChanges(
  { base, events }: Since,
  now: readonly Widget[],
  draft: readonly Widget[],
  { titleOf, loginOf }: Known,
): MenuChange[] {
  const originOf = (widget: string): Origin | undefined => {
    const event = events.findLast(({ data }) => data.widget === widget) ?? events.at(-1);
    return event && { by: loginOf(event.meta.actor.member), at: event.meta.at };
  };
  return difference(base, now).flatMap((change): MenuChange[] => {
    const { widget: id } = change.data;
    const said = { title: titleOf(id), origin: originOf(id), kept: draft.some((one) => one.id === id) };
    switch (change.type) {
      case 'WidgetAdded':
        return [{ ...said, kind: 'added' }];
      case 'WidgetRemoved':
        return [{ ...said, kind: 'removed' }];
      case 'WidgetMoved':
        return [{ ...said, kind: 'moved', below: change.data.after && titleOf(change.data.after) }];
      case 'WidgetConfigured': {
        const old = optionsIn(base, id);
        const mine = optionsIn(draft, id);
        return names(change.data.options).map((option) => ({
          ...said,
          kind: 'option',
          option,
          ...values(option, old, optionsIn(now, id), mine),
        }));
      }
      default:
        return change satisfies never;
    }
  });
}

const optionsIn = (widgets: readonly Widget[], id: string): WidgetOptions | undefined =>
  widgets.find((widget) => widget.id === id)?.chatbox?.options;

const OPTIONS = ['title', 'height', 'messages', 'members', 'sound', 'visitorText'] as const;
const names = (options: object): OptionName[] => OPTIONS.filter((name) => Reflect.has(options, name));

function values(option: OptionName, old?: WidgetOptions, now?: WidgetOptions, mine?: WidgetOptions) {
  const text = (options: WidgetOptions | undefined): string | boolean => {
    const value = options?.[option] ?? '';
    return typeof value === 'boolean' ? value : String(value);
  };
  const differs = mine !== undefined && text(mine) !== text(now);
  return { from: text(old), to: text(now), mine: differs ? text(mine) : undefined };
}
