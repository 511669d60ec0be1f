import type { ChatEvent } from '../../events/chatbox/events.ts';
import type { Chat } from '../../events/chatbox/open.ts';
import { messageOf } from '../../events/core/errors.ts';
import type { Recorded } from '../../events/core/event.ts';
import { Batch } from './batch.ts';
import type { Connection } from './connection.ts';
import { MISSED, MISSED_BYTES } from './limits.ts';
import type { MessageFrames } from './message-frames.ts';
import { newsOf } from './news.ts';
import { inSlices, Pacer } from './pacing.ts';
import { recentFrom } from './resume.ts';
import type { Roster } from './roster.ts';

export interface DeliveryOptions {
  readonly chat: Chat;
  readonly roster: Roster;
  readonly frames: MessageFrames;
  readonly log: (line: string) => void;
}

/** Brings the messages to the open streams: what is published, and before that what each has missed. */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #pacer = new Pacer(() => this.#tell());
  #waiting: Recorded<ChatEvent>[] = [];

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  publish(events: readonly Recorded<ChatEvent>[]): void {
    this.#waiting.push(...events);
    this.#pacer.ask();
  }

  /**
   * Sends what came after a revision, as it stands now, and goes live without gap or repeat; `undefined`, a revision
   * that is not there yet, or too much missed: a fresh box.
   */
  async resume(connection: Connection, after: bigint | undefined): Promise<void> {
    const { chat, frames } = this.#options;
    connection.next = (after ?? chat.revision) + 1n;
    if (after === undefined || after > chat.revision) return this.#afresh(connection);
    while (connection.next <= chat.revision) {
      const through = chat.revision;
      if (through - connection.cursor > MISSED) return this.#afresh(connection);
      const missed = recentFrom(chat.recent, connection.next) ?? (await chat.read(connection.next, 'forwards', MISSED));
      // The store may be ahead of the state, and only what the state holds can be judged by it.
      const news = await newsOf(
        missed.filter(({ revision }) => revision <= through),
        chat,
      );
      if (connection.ended) return;
      const bytes = new Batch(news, chat.state, frames).bytesFor(connection);
      if (bytes !== undefined && bytes.byteLength > MISSED_BYTES) return this.#afresh(connection);
      connection.next = through + 1n;
      if (bytes !== undefined) connection.send(bytes);
    }
    connection.live = !connection.ended;
  }

  #afresh(connection: Connection): void {
    connection.next = this.#options.chat.revision + 1n;
    connection.live = true;
    connection.tell('box', '');
  }

  async #tell(): Promise<void> {
    const { roster, log } = this.#options;
    const events = this.#waiting.splice(0);
    const through = events.at(-1)?.revision;
    if (through === undefined || roster.size === 0) return;
    try {
      await this.#tellAll(events, through);
    } catch (error) {
      log(`news cannot be told, so boxes are shown anew: ${messageOf(error)}`);
      for (const connection of roster.all()) if (isBehind(connection, through)) this.#afresh(connection);
    }
  }

  async #tellAll(events: readonly Recorded<ChatEvent>[], through: bigint): Promise<void> {
    const { chat, roster, frames } = this.#options;
    const news = await newsOf(events, chat);
    let batch = new Batch(news, chat.state, frames);
    const tell = (connection: Connection): void => {
      if (!isBehind(connection, through)) return;
      const bytes = batch.bytesFor(connection);
      connection.next = through + 1n;
      if (bytes !== undefined) connection.send(bytes);
    };
    await inSlices(roster.all(), tell, () => {
      // What was decided meanwhile, a removal or a lost right, holds for those who are still to be told.
      if (!batch.stillHolds(chat.state)) batch = new Batch(news, chat.state, frames);
    });
  }
}

const isBehind = ({ live, next }: Connection, through: bigint): boolean => live && next <= through;
