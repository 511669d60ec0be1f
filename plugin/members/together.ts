import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * What is asked in one turn of the event loop is looked up together: one question for all who come at once. Where that
 * fails each is asked for alone, so that nobody suffers for another's account.
 */
export function together<Value>(
  find: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  let asked: { readonly keys: Set<string>; readonly found: Promise<ReadonlyMap<string, Value>> } | undefined;

  function ask() {
    const keys = new Set<string>();
    const found = nextTurn().then(() => {
      asked = undefined;
      return find([...keys]);
    });
    return { keys, found };
  }

  return async (key) => {
    asked ??= ask();
    const { keys, found } = asked;
    keys.add(key);
    try {
      return (await found).get(key);
    } catch (error) {
      if (keys.size === 1) throw error;
      return (await find([key])).get(key);
    }
  };
}
