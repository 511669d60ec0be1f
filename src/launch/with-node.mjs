import { run } from './child.mjs';
import { launch } from './explain.mjs';
import { ensureInstalled } from './installed.mjs';
import { rightNode } from './node.mjs';

// node src/launch/with-node.mjs [options of Node] file [arguments]
await launch(async () => {
  await ensureInstalled();
  return run(rightNode(), ['--disable-warning=ExperimentalWarning', ...process.argv.slice(2)]);
});
