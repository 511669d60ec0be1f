import type { Connection } from './connection.ts';

/** The open streams. */
export class Roster {
  readonly #all = new Set<Connection>();
  // Most have one stream: a list is a fraction of a set.
  readonly #ofMember = new Map<string, readonly Connection[]>();
  readonly #ofSession = new Map<string, readonly Connection[]>();

  get size(): number {
    return this.#all.size;
  }

  /** As they are now: what comes or goes meanwhile changes nothing of the list. */
  all(): readonly Connection[] {
    return [...this.#all];
  }

  ofMember(id: string): readonly Connection[] {
    return this.#ofMember.get(id) ?? [];
  }

  ofSession(session: string): readonly Connection[] {
    return this.#ofSession.get(session) ?? [];
  }

  sessions(): readonly string[] {
    return [...this.#ofSession.keys()];
  }

  /** One stream of each member. */
  *members(): Iterable<Connection> {
    for (const [one] of this.#ofMember.values()) if (one !== undefined) yield one;
  }

  add(connection: Connection): void {
    this.#all.add(connection);
    file(this.#ofMember, connection.member.id, connection);
    file(this.#ofSession, connection.session, connection);
  }

  remove(connection: Connection): void {
    this.#all.delete(connection);
    unfile(this.#ofMember, connection.member.id, connection);
    unfile(this.#ofSession, connection.session, connection);
  }
}

function file(index: Map<string, readonly Connection[]>, key: string, connection: Connection): void {
  index.set(key, [...(index.get(key) ?? []), connection]);
}

function unfile(index: Map<string, readonly Connection[]>, key: string, connection: Connection): void {
  const rest = (index.get(key) ?? []).filter((one) => one !== connection);
  if (rest.length > 0) index.set(key, rest);
  else index.delete(key);
}
