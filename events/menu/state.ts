import { List } from 'immutable';
import type { Widget } from './widget.ts';

/** What the log says so far of one menu. Immutable: a reader may keep it while owners go on. */
export interface MenuState {
  /** From top to bottom; empty before the first save. */
  readonly widgets: List<Widget>;
  /** Revision of the last event; -1 before the first. */
  readonly revision: number;
  /** `at` of the last event; empty before the first. */
  readonly lastAt: string;
}

export const initialState = (): MenuState => ({ widgets: List(), revision: -1, lastAt: '' });
