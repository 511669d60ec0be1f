const PATIENCE = 15_000;

/** What the site, or something on the way to it, said. */
export interface Answer {
  readonly status: number;
  readonly page: Document;
  /** Seconds after which it may be tried again; 0 where none are said. */
  readonly wait: number;
}

/** Posts a form; nothing where no answer came in time. */
export async function send(url: string, fields: FormData): Promise<Answer | undefined> {
  const body = new URLSearchParams();
  for (const [name, value] of fields) body.append(name, String(value));
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'HX-Request': 'true' },
      signal: AbortSignal.timeout(PATIENCE),
    });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return { status: answer.status, page, wait: Number(answer.headers.get('retry-after')) || 0 };
  } catch {
    return undefined;
  }
}
