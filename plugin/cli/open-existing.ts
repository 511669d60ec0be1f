import { existsSync } from 'node:fs';
import { ChatboxError } from '../../events/core/errors.ts';
import type { LogReader } from '../../events/core/event-store.ts';
import { openForReading, parseStore } from '../../events/stores/index.ts';

/** A store to be read: no log is made where there is none. @throws `CLI_NO_LOG` */
export async function openExisting(setting: string): Promise<LogReader> {
  const descriptor = parseStore(setting);
  if (descriptor.kind === 'sqlite' && !existsSync(descriptor.file)) {
    throw new ChatboxError(
      'CLI_NO_LOG',
      `There is no log at ${descriptor.file}.\nHint: run this in the site's folder, or give the path of its file.`,
    );
  }
  return openForReading(descriptor);
}
