import { run } from './child.mjs';
import { launch } from './explain.mjs';
import { ensureInstalled } from './installed.mjs';
import { rightNode } from './node.mjs';

await launch(async () => {
  await ensureInstalled();
  // The plugin's entry and its options are loaded by Node itself: only a restart shows a change of theirs.
  const watch = ['--disable-warning=ExperimentalWarning', '--watch', '--watch-preserve-output'];
  return run(rightNode(), [...watch, 'node_modules/astro/bin/astro.mjs', 'dev', ...process.argv.slice(2)]);
});
