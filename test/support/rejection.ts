import { AssertionError, expect } from 'chai';

type Constructor<E> = abstract new (...args: never[]) => E;

/** The error that a promise is rejected with, which has to be of that class. */
export async function rejection<E extends Error>(promise: Promise<unknown>, kind: Constructor<E>): Promise<E> {
  const outcome = await promise.then(
    (value: unknown) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('value' in outcome) throw new AssertionError(`expected a ${kind.name}, but it was done`);
  if (outcome.error instanceof kind) return outcome.error;
  // Thrown as it is: its own stack says most.
  expect(outcome.error).to.be.instanceOf(kind);
  throw outcome.error;
}
