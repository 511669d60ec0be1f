import type { z } from 'zod';
import { ChatboxError } from '../../events/core/errors.ts';
import type { Runtime } from '../create-runtime.ts';
import type { Viewer, ViewerContext } from '../members/directory.ts';

const MAX_BODY = 64 * 1024;

/**
 * A write comes from a form of this site: urlencoded, bounded, and from the same origin. Astro's own `checkOrigin`
 * can be switched off by the owner, so it is not relied on.
 * @throws `HTTP_CROSS_SITE`, `HTTP_BAD_FORM`, `HTTP_FORM_TOO_LARGE`
 */
export async function readForm<S extends z.ZodType>(request: Request, url: URL, schema: S): Promise<z.output<S>> {
  mustBeSameOrigin(request, url);
  if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) throw badForm('its type');
  const body = await boundedText(request);
  const fields: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(body)) fields[name] ??= value;
  const parsed = schema.safeParse(fields);
  if (!parsed.success) throw badForm(parsed.error.issues[0]?.path.join('.') ?? 'its fields');
  return parsed.data;
}

export const badForm = (what: string, cause?: unknown) =>
  new ChatboxError('HTTP_BAD_FORM', `The form was not understood: ${what}.`, {}, { cause });

function mustBeSameOrigin({ headers }: Request, url: URL): void {
  const site = headers.get('sec-fetch-site');
  const origin = headers.get('origin');
  // Behind a proxy the scheme may differ; the host is what a browser cannot be made to lie about.
  const sameHost =
    origin !== null && URL.canParse(origin) && new URL(origin).host === (headers.get('host') ?? url.host);
  if (site === null ? sameHost : site === 'same-origin' || (site === 'none' && (origin === null || sameHost))) return;
  throw new ChatboxError('HTTP_CROSS_SITE', 'The form was sent from another site, so nothing was done.');
}

async function boundedText({ headers, body }: Request): Promise<string> {
  const tooLarge = () => new ChatboxError('HTTP_FORM_TOO_LARGE', `A form holds ${MAX_BODY} bytes at most.`);
  if (Number(headers.get('content-length') ?? 0) > MAX_BODY) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    // Read to its end, or the answer would not get through; what is too much is not kept.
    for await (const part of body ?? []) {
      size += part.byteLength;
      if (size <= MAX_BODY) parts.push(part);
    }
  } catch (error) {
    // The host has a limit too; else its sender has gone.
    throw size > MAX_BODY ? tooLarge() : badForm('it was cut short', error);
  }
  if (size > MAX_BODY) throw tooLarge();
  return Buffer.concat(parts).toString();
}

/**
 * What was shown to one member is no business of another who has logged in since on the same computer.
 * @param member who is logged in now
 * @param shown for whom it was made; none where that is not known
 * @throws `HTTP_OTHER_MEMBER`
 */
export function mustBeTheirs(member: string, shown: string | null | undefined): void {
  if (shown == null || shown === member) return;
  throw new ChatboxError('HTTP_OTHER_MEMBER', 'It was shown to another member, so nothing was done.');
}

/** Whoever asks; where a box asks, the member whose it is. @throws `HTTP_LOGGED_OUT`, `HTTP_OTHER_MEMBER` */
export async function requireViewer(runtime: Pick<Runtime, 'viewer'>, context: ViewerContext): Promise<Viewer> {
  const viewer = await runtime.viewer(context);
  if (viewer === undefined) throw new ChatboxError('HTTP_LOGGED_OUT', 'The session has ended, so nothing was done.');
  // A header holds no more than Latin 1.
  mustBeTheirs(encodeURIComponent(viewer.member.id), context.request.headers.get('chatbox-member'));
  return viewer;
}
