import { ensureBuilt } from './built.mjs';
import { run } from './child.mjs';
import { launch } from './explain.mjs';
import { ensureInstalled } from './installed.mjs';
import { rightNode } from './node.mjs';

await launch(async () => {
  await ensureInstalled();
  const node = rightNode();
  await ensureBuilt();
  // Node 22 calls `node:sqlite` and the stripping of types experimental.
  return run(node, ['--disable-warning=ExperimentalWarning', 'src/launch/serve.ts'], { guarded: true });
});
