import type { AstroGlobal } from 'astro';
import { type Problem, waitOf } from './problem.ts';

interface Page {
  readonly status: number;
  readonly problem?: Problem | undefined;
}

/** Gives an answer its status; a redirect passes through. */
export function respond<P extends Page>({ response }: Pick<AstroGlobal, 'response'>, page: P | Response): P | Response {
  if (page instanceof Response) return page;
  response.status = page.status;
  const wait = page.problem && waitOf(page.problem);
  if (wait !== undefined) response.headers.set('retry-after', wait);
  return page;
}
