/** A JSON value as every store keeps it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** A fact of the domain: what happened, in the past tense. `v` is the number of its schema. */
export interface Event<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly v: number;
  readonly data: Data;
}

/** Who did it, with the groups and roles that the decision used. Never a login: `MemberIntroduced` names people. */
export type Actor = {
  readonly member: string;
  readonly groups: readonly string[];
  readonly roles: readonly string[];
};

/** What an event carries beside its data. Never an IP address. */
export type EventMeta = {
  /** ISO 8601 UTC; never earlier than that of the event before it in the stream. */
  readonly at: string;
  readonly actor: Actor;
  readonly $correlationId: string;
  readonly $causationId: string;
  /** Of a post: what was sent under its key, so that the same key with another body is noticed. */
  readonly digest?: string;
};

/** An event that a decision asks for, with the id that a repeated append must carry again. */
export type Proposed<E extends Event = Event> = E & { readonly id: string; readonly meta: EventMeta };

/** An event with its place in the stream: 0-based, without gaps. All that a rule may use. */
export type Recorded<E extends Event = Event> = Proposed<E> & { readonly revision: bigint };
