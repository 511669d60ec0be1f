import { statSync } from 'node:fs';

/**
 * Tells whether a path still leads to the file that it leads to now. An open file can be written to when it was removed,
 * or another was put in its place; what is kept there is gone at the next start.
 */
export function sameFile(path: string): () => boolean {
  const first = identityOf(path);
  return () => identityOf(path) === first;
}

function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    return undefined;
  }
}
