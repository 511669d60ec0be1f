import { ensureBuilt } from './built.mjs';
import { run } from './child.mjs';
import { launch } from './explain.mjs';
import { ensureInstalled } from './installed.mjs';
import { rightNode, serverOptions } from './node.mjs';

await launch(async () => {
  await ensureInstalled();
  const node = rightNode();
  await ensureBuilt();
  return run(node, [...serverOptions, 'src/launch/serve.ts'], { guarded: true });
});
