import Mocha from 'mocha';
import { reasonOf } from './skip.ts';

const { EVENT_RUN_END, EVENT_TEST_PENDING } = Mocha.Runner.constants;

/** How long what the tests left open may take to close. */
const PATIENCE = 15_000;

/** Mocha's `spec`, then each skipped test with its reason, and one plain closing line. */
export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const skipped: Mocha.Test[] = [];
    runner.on(EVENT_TEST_PENDING, (test) => skipped.push(test));
    // After the summary of `spec`, which listens to the same event, and with its own `once`.
    runner.once(EVENT_RUN_END, () => {
      for (const test of skipped) console.log(`  skipped: ${test.fullTitle()}: ${reasonOf(test)}`);
      const { passes, failures, pending } = this.stats;
      console.log(`\n${passes} passed, ${failures} failed, ${pending} skipped`);
      setTimeout(sayWhatIsLeft, PATIENCE).unref();
    });
  }
}

function sayWhatIsLeft(): void {
  console.error(`The tests are over, but these keep the process: ${process.getActiveResourcesInfo().join(', ')}`);
  process.exit(1);
}
