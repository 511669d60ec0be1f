import type { Fault, Operation } from './faults.ts';
import type { Link } from './link.ts';
import type { DoubleLog } from './log.ts';
import type { Metadata } from './protocol.ts';

/** What the handlers of one node know of it. */
export interface Node {
  readonly log: DoubleLog;
  readonly link: Link;
  readonly subscriptions: Set<{ readonly stream: string; end(): void; drop(): void; mute(): void }>;
  /** Events that all subscriptions were sent. */
  served: number;
  /** The cluster as this node sees it. */
  members: () => readonly { readonly port: number; readonly leader: boolean }[];
  /** Servers before 23.10 do not. */
  readonly saysCaughtUp: boolean;
  /** Takes the call down, and what shall go wrong with it. */
  fault(operation: Operation, stream: string, metadata: Metadata): Fault | undefined;
}
