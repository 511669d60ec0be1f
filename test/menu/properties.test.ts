import { expect } from 'chai';
import fc from 'fast-check';
import { Aggregate } from '../../events/core/aggregate.ts';
import { menuDecider } from '../../events/menu/decider.ts';
import { difference } from '../../events/menu/difference.ts';
import { menuCodec, menuStream } from '../../events/menu/events.ts';
import { rebase } from '../../events/menu/rebase.ts';
import { MenuChanged } from '../../events/menu/refusals.ts';
import { standing } from '../../events/menu/standing.ts';
import type { Widget } from '../../events/menu/widget.ts';
import { openMemory } from '../../events/stores/memory.ts';
import { rejection } from '../support/rejection.ts';
import { after, menus, offer, saveMenu } from './builders.ts';

const ids = (widgets: readonly Widget[]): string[] => widgets.map(({ id }) => id);
const open = (store = openMemory()) =>
  Aggregate.open({ stream: menuStream('main'), store, decider: menuDecider, codec: menuCodec });

describe('any menu', () => {
  it('is what a replay of its saves gives', () =>
    fc.assert(
      fc.asyncProperty(fc.array(menus(), { maxLength: 6 }), async (saves) => {
        const store = openMemory();
        const menu = await open(store);
        for (const widgets of saves) await menu.execute(saveMenu(widgets, { seen: menu.state.revision }));
        const wanted = saves.at(-1) ?? [];
        expect(standing(menu.state.widgets, offer)).to.deep.equal(standing(wanted, offer));
        expect((await open(store)).state.widgets.toArray()).to.deep.equal(menu.state.widgets.toArray());
      }),
      { numRuns: 60 },
    ));

  it('comes from any other by its difference, which moves no more than it must', () =>
    fc.assert(
      fc.property(menus(), menus(), (before, wanted) => {
        const start = difference([], before);
        const changes = difference(before, wanted);
        expect(after([...start, ...changes]).widgets.toArray()).to.deep.equal(wanted);
        const moves = changes.filter(({ type }) => type === 'WidgetMoved').length;
        expect(moves).to.equal(fewestMoves(ids(before), ids(wanted)));
      }),
      { numRuns: 500 },
    ));

  it('is not overwritten by an owner who did not see it; the draft over it keeps the work of both', () =>
    fc.assert(
      fc.asyncProperty(menus(), menus(), menus(), async (base, first, second) => {
        fc.pre(difference(base, first).length > 0 && difference(first, second).length > 0);
        const menu = await open();
        await menu.execute(saveMenu(base));
        const seen = menu.state.revision;
        await menu.execute(saveMenu(first, { seen }));
        await rejection(menu.execute(saveMenu(second, { seen })), MenuChanged);
        expect(standing(menu.state.widgets, offer)).to.deep.equal(first);

        const both = rebase(base, second, first);
        const gone = (widget: Widget): boolean => !ids(second).includes(widget.id) && ids(base).includes(widget.id);
        const news = [...first, ...second].filter(({ id }) => !ids(base).includes(id));
        expect(ids(both), 'what each added').to.include.members(ids(news));
        expect(ids(both), 'nothing twice').to.have.length(new Set(ids(both)).size);
        expect(
          both.filter(gone).map(({ id }) => id),
          'what the draft removed',
        ).to.deep.equal([]);
        await menu.execute(saveMenu(both, { seen: menu.state.revision }));
        expect(standing(menu.state.widgets, offer)).to.deep.equal(both);
      }),
      { numRuns: 200 },
    ));
});

/** By trying every set of widgets that could stay. */
function fewestMoves(before: readonly string[], wanted: readonly string[]): number {
  const kept = before.filter((id) => wanted.includes(id));
  const target = wanted.filter((id) => before.includes(id));
  let most = 0;
  for (let set = 0; set < 2 ** kept.length; set += 1) {
    const stay = kept.filter((_, index) => set & (1 << index));
    const inOrder = target.filter((id) => stay.includes(id)).every((id, index) => id === stay[index]);
    if (inOrder) most = Math.max(most, stay.length);
  }
  return kept.length - most;
}
