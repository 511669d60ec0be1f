// Runs on whatever Node is there, like src/launch.
import { ensureBuilt } from '../src/launch/built.mjs';
import { run } from '../src/launch/child.mjs';
import { explain, launch } from '../src/launch/explain.mjs';
import { ensureInstalled } from '../src/launch/installed.mjs';
import { rightNode } from '../src/launch/node.mjs';

const BROWSER = 'test/browser/**/*.test.ts';
const SCOPES = {
  all: { files: ['test/**/*.test.ts'], built: true },
  unit: { files: ['test/**/*.test.ts', '--ignore', BROWSER], built: false },
  browser: { files: [BROWSER], built: true },
  eventstoredb: { files: ['test/stores/**/*.test.ts', 'test/processes/**/*.test.ts'], built: false },
};

// npm test [-- scope] [-- files and options of mocha]
const [first, ...rest] = process.argv.slice(2);
const scope = Object.hasOwn(SCOPES, first ?? '') ? first : 'all';
const given = scope === first ? rest : process.argv.slice(2);

await launch(async () => {
  if (scope === 'eventstoredb' && !process.env.EVENTSTOREDB_URL) {
    throw explain(
      'EVENTSTOREDB_URL is not set.',
      'these tests run against a real server; npm test runs the same ones against a double.',
      'EVENTSTOREDB_URL="esdb://localhost:2113?tls=false" npm run test:eventstoredb',
    );
  }
  await ensureInstalled();
  const { files, built } = SCOPES[scope];
  const named = given.some((argument) => argument.endsWith('.ts'));
  if (built && !named) await ensureBuilt();
  const mocha = ['--disable-warning=ExperimentalWarning', 'node_modules/mocha/bin/mocha.js'];
  // Elsewhere `.only` is how one works; there it would pass for all tests.
  if (process.env.CI) mocha.push('--forbid-only');
  return run(rightNode(), [...mocha, ...(named ? [] : files), ...given]);
});
