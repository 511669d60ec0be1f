import { randomUUID } from 'node:crypto';
import { messageOf } from '../core/errors.ts';
import type { PresenceStore } from '../core/presence-store.ts';
import type { Note, NoticeBoard, Places } from './notice-board.ts';

/** The renewal of a process without members: nobody would miss it, but who is silent for long is looked for no more. */
const IDLE_RENEWAL = 10 * 60_000;

/** Times in ms. */
export interface PresenceOptions {
  /** How often the notes of the others are looked at. Default: 1,000. */
  readonly look?: number;
  /** The least time between two changes of one's own. Default: 2,000. */
  readonly pause?: number;
  /** How often a process with members says that it lives. Default: 6,000. */
  readonly renewal?: number;
  /** A process with members that has said nothing for so long is dead. Default: 15,000. */
  readonly lease?: number;
  readonly log?: (line: string) => void;
  /** From any instant. */
  readonly now?: () => number;
}

const DEFAULTS: Required<PresenceOptions> = {
  look: 1_000,
  pause: 2_000,
  renewal: 6_000,
  lease: 15_000,
  log: () => {},
  now: () => performance.now(),
};

/** Presence over a board of notes. Where the board fails, one process's members are all that it knows. */
export class SharedPresence implements PresenceStore {
  readonly #board: NoticeBoard;
  readonly #options: Required<PresenceOptions>;
  readonly #process = randomUUID();
  readonly #listeners = new Set<() => void>();
  readonly #timer: NodeJS.Timeout;
  #told: Places = {};
  #changed = true;
  #writtenAt = Number.NEGATIVE_INFINITY;
  /** The others' notes, and when each was found to be another than before. */
  #notes = new Map<string, Note & { readonly seenAt: number }>();
  #others: Places = {};
  #known = '[]';
  #work: Promise<void> | undefined;
  #failed = false;
  #closed = false;

  constructor(board: NoticeBoard, options: PresenceOptions = {}) {
    this.#board = board;
    this.#options = { ...DEFAULTS, ...options };
    this.#timer = setInterval(() => void this.tick(), this.#options.look);
    this.#timer.unref();
    void this.tick();
  }

  tell(place: string, members: readonly string[]): void {
    if (same(members, this.#told[place] ?? [])) return;
    this.#told = { ...this.#told, [place]: members };
    this.#changed = true;
  }

  others(place: string): readonly string[] {
    return this.#others[place] ?? [];
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Its note stays for as long as its lease: whoever comes back to another process meanwhile was never away. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#board.close();
    await this.#work;
  }

  /** One round: writes what is due, and looks at what the others wrote. Rounds do not overlap. */
  tick(): Promise<void> {
    this.#work ??= this.#round().finally(() => {
      this.#work = undefined;
    });
    return this.#work;
  }

  async #round(): Promise<void> {
    if (this.#closed) return;
    try {
      await this.#write();
      this.#take(await this.#board.read());
      // A board that can be read, and not written, fails still.
      if (!this.#changed) this.#failed = false;
    } catch (error) {
      if (!this.#failed && !this.#closed) this.#options.log(`who is here is not shared: ${messageOf(error)}`);
      this.#failed = true;
    }
    if (!this.#closed) this.#count();
  }

  async #write(): Promise<void> {
    const { now, pause, renewal } = this.#options;
    const silent = now() - this.#writtenAt;
    const somebody = Object.values(this.#told).some(({ length }) => length > 0);
    if (silent < (this.#changed ? pause : somebody ? renewal : IDLE_RENEWAL)) return;
    this.#changed = false;
    this.#writtenAt = now();
    try {
      await this.#board.write(this.#process, this.#told);
    } catch (error) {
      this.#changed = true;
      throw error;
    }
  }

  #take(notes: readonly Note[] | undefined): void {
    if (notes === undefined) return;
    const now = this.#options.now();
    const own = notes.find(({ process }) => process === this.#process);
    const before = this.#notes;
    this.#notes = new Map();
    for (const note of notes) {
      if (note === own) continue;
      const known = before.get(note.process);
      // One that was there before this process came is as old as the board's clock says.
      const age = known === undefined && own !== undefined ? Math.max(0, own.at - note.at) : 0;
      this.#notes.set(note.process, known?.at === note.at ? known : { ...note, seenAt: now - age });
    }
  }

  /** A note counts while it is news to this process: its clock and the board's are never compared. */
  #count(): void {
    const { lease, now } = this.#options;
    const others = new Map<string, Set<string>>();
    for (const { seenAt, places } of this.#notes.values()) {
      if (now() - seenAt >= lease) continue;
      for (const [place, members] of Object.entries(places)) {
        others.set(place, new Set([...(others.get(place) ?? []), ...members]));
      }
    }
    const places = [...others].map(([place, members]) => [place, [...members].sort()] as const).sort();
    const known = JSON.stringify(places);
    if (known === this.#known) return;
    this.#known = known;
    this.#others = Object.fromEntries(places);
    for (const listener of this.#listeners) {
      try {
        listener();
      } catch (error) {
        this.#options.log(`a listener failed: ${messageOf(error)}`);
      }
    }
  }
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at]);
