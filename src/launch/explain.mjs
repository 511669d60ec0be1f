/** An error for whoever sits at the terminal: what happened, why, what to do. */
export class Explained extends Error {}

/** @param {string} what @param {string} why @param {string} hint */
export const explain = (what, why, hint) => new Explained(`${what}\n  Why:  ${why}\n  Hint: ${hint}`);

/** The launcher was asked to stop before it was done: not an error, and nothing to say. */
export class Stopped extends Error {
  /** @param {number} code */
  constructor(code) {
    super('stopped');
    this.code = code;
  }
}

/**
 * Runs a launcher to its exit code; of what went wrong it tells without a stack.
 * @param {() => Promise<number>} main
 */
export async function launch(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (error instanceof Stopped) process.exitCode = error.code;
    else {
      console.error(error instanceof Explained ? `\n${error.message}\n` : error);
      process.exitCode = 1;
    }
  }
}
