import { expect } from 'chai';
import type { ChatCommand } from '../../events/chatbox/commands.ts';
import { chatDecider } from '../../events/chatbox/decider.ts';
import type { ChatEvent } from '../../events/chatbox/events.ts';
import type { ChatState } from '../../events/chatbox/state.ts';
import type { CommandMeta } from '../../events/core/command.ts';
import type { Refusal } from '../../events/core/errors.ts';
import type { Actor, Proposed, Recorded } from '../../events/core/event.ts';
import { envelope, type Fact, record } from './builders.ts';

type RefusalClass = (new (...args: never[]) => Refusal) & { readonly code: string };

/** The state that these facts leave. */
export const stateAfter = (...past: readonly Fact[]): ChatState =>
  record(past).reduce((state, event) => chatDecider.evolve(state, event), chatDecider.initialState());

/** Given what happened, when something is asked, then this is decided. */
export const given = (...past: readonly Fact[]) => givenState(stateAfter(...past));

/** The same, where what happened would be too much to tell. */
export const givenState = (state: ChatState) => ({
  when: (command: ChatCommand) => ({
    thenRecords: (...expected: readonly Fact[]) => {
      const events = proposed(command, state);
      expect(events.map(plain)).to.deep.equal(expected.map(({ type, data }) => ({ type, data })));
      const { id: member, groups, roles } = command.actor;
      for (const event of events) expectToTellWhose(event, { ...command, actor: { member, groups, roles } });
    },
    thenDone: (revision: bigint) => {
      expect(chatDecider.decide(command, state)).to.deep.equal({ done: revision });
    },
    thenRefuses: (rule: RefusalClass, details?: object) => {
      let thrown: unknown;
      try {
        chatDecider.decide(command, state);
      } catch (error) {
        thrown = error;
      }
      expect(thrown, `expected ${rule.code}`).to.be.instanceOf(rule);
      if (details !== undefined) expect(thrown).to.have.property('details').that.includes(details);
    },
  }),
});

/** An event says who asked for it, with the rights of then, and by which command. */
export function expectToTellWhose(event: Proposed, { actor, meta }: { actor: Actor; meta: CommandMeta }): void {
  expect(event.meta).to.deep.include({ actor, $correlationId: meta.correlation, $causationId: meta.id });
}

const plain = ({ type, data }: Proposed<ChatEvent>) => ({ type, data });

export const decided = (command: ChatCommand, past: readonly Fact[]): readonly Proposed<ChatEvent>[] =>
  proposed(command, stateAfter(...past));

function proposed(command: ChatCommand, state: ChatState): readonly Proposed<ChatEvent>[] {
  const decision = chatDecider.decide(command, state);
  return 'events' in decision ? decision.events : [];
}

export const recorded = (event: Fact, revision: number): Recorded<ChatEvent> => envelope(event, revision);
