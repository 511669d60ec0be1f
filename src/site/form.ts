import { z } from 'zod';

/** What a page reads of a request; `Astro` and an endpoint's context both have it. */
export interface Posted {
  readonly request: Request;
  readonly url: URL;
}

export type FormRefusal = 'crossSite' | 'badForm';
export const FORM_STATUS = { crossSite: 403, badForm: 400 } as const satisfies Record<FormRefusal, number>;

/**
 * The fields of a form of this site. Astro has compared the origins already; a browser's own word on where the form
 * stood is asked for as well, since a proxy can make origins look alike.
 */
export async function readForm<S extends z.ZodType>(
  { request }: Posted,
  schema: S,
): Promise<{ readonly fields: z.output<S> } | { readonly refused: FormRefusal }> {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return { refused: 'crossSite' };
  const form = await request.formData().catch(() => undefined);
  const parsed = schema.safeParse(Object.fromEntries(form ?? []));
  return parsed.success ? { fields: parsed.data } : { refused: 'badForm' };
}

/** A line that somebody typed; as long as forms ever need. */
export const line = z.string().max(500).default('');
