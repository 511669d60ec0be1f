import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { describeViolation, violations } from './fences.ts';
import { importsOf } from './imports.ts';
import { readTree } from './tree.ts';

/** The rules that a file with that code breaks. */
const broken = (path: string, code: string): string[] =>
  violations([{ path, imports: importsOf(path, code) }]).map(({ rule }) => rule);

describe('the fences', () => {
  /** A file, an import that must not be there, and a word of the rule that says so. */
  const forbidden: readonly (readonly [path: string, code: string, rule: string])[] = [
    [
      'events/core/event.ts',
      "import { openMemory } from '../stores/memory.ts';",
      'events/core imports nothing of ours',
    ],
    [
      'events/core/event.ts',
      "import type { Member } from '../chatbox/member.ts';",
      'events/core imports nothing of ours',
    ],
    [
      'events/core/event.ts',
      "export { sightOf } from '../chatbox/visibility.ts';",
      'events/core imports nothing of ours',
    ],
    ['events/core/event.ts', "import { EventStoreDBClient } from '@eventstore/db-client';", 'events/core imports'],
    ['events/core/deep/event.ts', "import '../../../plugin/hub/hub.ts';", 'events/core imports nothing of ours'],
    ['events/chatbox/decider.ts', "import { widget } from '../menu/events.ts';", 'events/chatbox imports events/core'],
    ['events/chatbox/decider.ts', "await import('../stores/memory.ts');", 'events/chatbox imports events/core'],
    ['events/menu/decider.ts', "import { Member } from '../chatbox/member.ts';", 'events/menu imports events/core'],
    ['events/audit/replay.ts', "import { openMemory } from '../stores/memory.ts';", 'events/audit imports the domains'],
    ['events/audit/replay.ts', "import { z } from 'better-auth';", 'events/audit imports the domains'],
    [
      'events/stores/memory.ts',
      "import { chatCodec } from '../chatbox/events.ts';",
      'events/stores imports events/core',
    ],
    ['events/stores/memory.ts', "import type { AuditLine } from '../audit/line.ts';", 'events/stores imports'],
    ['events/index.ts', "export * from '../plugin/hub/hub.ts';", 'events/ imports nothing outside'],
    ['events/chatbox/decider.ts', "import type { Urls } from '../../plugin/http/urls.ts';", 'events/ imports nothing'],
    ['events/index.ts', "import type { APIRoute } from 'astro';", 'events/ imports nothing outside'],
    ['events/index.ts', "type Box = import('astro-chatbox/components').Box;", 'events/ imports nothing outside'],
    ['plugin/hub/hub.ts', "import { accounts } from '../../src/site/accounts.ts';", 'plugin/ imports nothing of ours'],
    ['plugin/hub/hub.ts', "import config from 'virtual:astro-chatbox/config';", 'only plugin/runtime.ts'],
    [
      'plugin/pages/Frame.astro',
      "---\nimport config from 'virtual:astro-chatbox/config';\n---\n<p />",
      'only plugin/runtime',
    ],
    ['src/pages/index.astro', "---\nimport x from 'virtual:astro-chatbox/config';\n---\n", 'only plugin/runtime.ts'],
    [
      'plugin/fragments/box.ts',
      "import { sightOf } from '../../events/chatbox/visibility.ts';",
      'plugin/fragments imports',
    ],
    ['plugin/fragments/box.ts', "import { randomUUID } from 'node:crypto';", 'plugin/fragments imports'],
    ['plugin/fragments/box.ts', "import { type Hub, createHub } from '../hub/hub.ts';", 'plugin/fragments imports'],
    ['plugin/i18n/texts.ts', "import { createUrls } from '../http/urls.ts';", 'plugin/i18n imports types only'],
    ['plugin/client/index.ts', "import { message } from '../fragments/message.ts';", 'plugin/client imports browser'],
    ['plugin/client/index.ts', "import { join } from 'node:path';", 'plugin/client imports browser'],
    ['plugin/client/index.ts', "import { z } from 'zod';", 'plugin/client imports browser'],
    ['src/pages/chat.ts', "import { getRuntime } from '../../plugin/runtime.ts';", 'by its public name'],
    ['src/pages/chat.ts', "import { messageId } from '../../events/index.ts';", 'by its public name'],
    [
      'src/pages/a.astro',
      "---\nimport Chat from '../../plugin/components/Chatbox.astro';\n---\n<Chat />",
      'by its public',
    ],
    ['src/pages/a.astro', "<p />\n<script>\nimport '../../plugin/client/index.ts';\n</script>", 'by its public name'],
    ['astro.config.mjs', "import chatbox from './plugin/index.ts';", 'by its public name'],
    ['plugin/hub/hub.ts', "import { until } from '../../test/support/until.ts';", 'nothing outside test/'],
    ['src/launch/serve.ts', "import { site } from '../../test/support/site.ts';", 'nothing outside test/'],
    ['events/stores/sqlite/index.ts', "import { url } from './writer.ts';", 'imported dynamically only'],
    ['events/stores/sqlite/index.ts', "export * from './writer.ts';", 'imported dynamically only'],
    ['test/stores/sqlite.test.ts', "import { url } from '../../events/stores/sqlite/writer.ts';", 'dynamically only'],
    ['plugin/hub/hub.ts', 'const name = "x"; await import(name);', 'names its module'],
  ];
  for (const [path, code, rule] of forbidden) {
    it(`stop ${path} from: ${code.replaceAll('\n', ' ')}`, () => {
      expect(broken(path, code).filter((one) => one.includes(rule))).to.have.length(1);
    });
  }

  const allowed: readonly (readonly [path: string, code: string])[] = [
    ['events/core/event.ts', "import { Map } from 'immutable'; import { z } from 'zod'; import './codec.ts';"],
    ['events/core/uuid.ts', "import { createHash } from 'node:crypto';"],
    ['events/chatbox/decider.ts', "import { Refusal } from '../core/errors.ts'; import { rights } from './rights.ts';"],
    ['events/audit/replay.ts', "import { sightOf } from '../chatbox/visibility.ts'; import '../menu/events.ts';"],
    ['events/stores/eventstoredb/client.ts', "import type { Client } from '@eventstore/db-client';"],
    ['events/stores/sqlite/index.ts', "import type { Task } from './writer.ts'; await import('./writer.ts');"],
    ['plugin/runtime.ts', "import config from 'virtual:astro-chatbox/config';"],
    ['plugin/pages/Frame.astro', "---\nimport Layout from 'virtual:astro-chatbox/layout';\n---\n<Layout />"],
    [
      'plugin/fragments/box.ts',
      "import type { View } from '../../events/index.ts'; import { texts } from '../i18n/texts.ts';",
    ],
    [
      'plugin/fragments/box.ts',
      "import { type Hub, type Frame } from '../hub/hub.ts'; import { html } from './html.ts';",
    ],
    ['plugin/client/index.ts', "import htmx from 'htmx.org'; import { SSE } from 'sse.js'; import './stream.ts';"],
    ['plugin/client/index.ts', "import type { BoxData } from '../fragments/types.ts';"],
    ['src/pages/a.astro', "---\nimport { Chatbox } from 'astro-chatbox/components';\n---\n<Chatbox />"],
    ['test/core/aggregate.test.ts', "import { Aggregate } from '../../events/core/aggregate.ts';"],
    ['plugin/http/urls.ts', "// import x from '../../src/x.ts';\nconst text = \"import x from '../../test/x.ts'\";"],
  ];
  for (const [path, code] of allowed) {
    it(`let ${path} have: ${code.replaceAll('\n', ' ')}`, () => {
      expect(broken(path, code)).to.deep.equal([]);
    });
  }

  it('say where, what and why', () => {
    const code = "---\nconst a = 1;\nimport x from '../../events/index.ts';\n---\n";
    const [violation] = violations([{ path: 'src/a/b.astro', imports: importsOf('src/a/b.astro', code) }]);
    expect(violation && describeViolation(violation)).to.equal(
      'src/a/b.astro:3 imports "../../events/index.ts": src/ and astro.config.mjs import the plugin by its public name only',
    );
  });

  it('hold in this repository', async () => {
    const tree = await readTree(fileURLToPath(new URL('../../', import.meta.url)));
    expect(tree.map(({ path }) => path)).to.include.members(['events/core/event.ts', 'test/house/fences.test.ts']);
    expect(violations(tree).map(describeViolation)).to.deep.equal([]);
  });
});
