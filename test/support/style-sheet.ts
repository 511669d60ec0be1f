import { fileURLToPath } from 'node:url';
import { bundle } from 'lightningcss';

/** What a page is sent of one of the plugin's style sheets, with all that it imports. */
export function styleSheet(name: 'chatbox' | 'manager'): string {
  const filename = fileURLToPath(new URL(`../../plugin/styles/${name}.css`, import.meta.url));
  return new TextDecoder().decode(bundle({ filename, minify: true }).code);
}
