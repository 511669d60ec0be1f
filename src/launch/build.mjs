import { build } from './built.mjs';
import { launch } from './explain.mjs';
import { ensureInstalled } from './installed.mjs';

await launch(async () => {
  await ensureInstalled();
  return build();
});
