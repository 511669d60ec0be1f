/** What a message needs to be told in any language: plain values by name. */
export type Details = Readonly<Record<string, string | number | readonly string[]>>;

/** An error with a permanent code. `message` is for the log; a reader's own text is made from `code` and `details`. */
export class ChatboxError extends Error {
  readonly code: string;
  readonly details: Details;

  constructor(code: string, message: string, details: Details = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = code;
    this.code = code;
    this.details = details;
  }
}

/** The words of whatever was thrown, for the log of the site's operator. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The domain said no: it concerns one command alone, and nothing was written. */
export class Refusal extends ChatboxError {}

/** Another writer was first. */
export class RevisionConflict extends ChatboxError {
  /** The last revision of the stream, or -1n where it has none. */
  readonly actual: bigint;

  constructor(stream: string, expected: string, actual: bigint) {
    super(
      'STORE_REVISION_CONFLICT',
      `Stream "${stream}" is at revision ${actual}, but the append expected ${expected}.`,
      {
        stream,
      },
    );
    this.actual = actual;
  }
}

/** The store did not do it, and surely wrote nothing. */
export class StoreUnavailable extends ChatboxError {
  constructor(why: string, options?: ErrorOptions) {
    super('STORE_UNAVAILABLE', `The store does not answer: ${why}`, {}, options);
  }
}

/** The store takes nothing of that size, or not as it is set up: it surely wrote nothing, nor would another time. */
export class TooLargeForStore extends ChatboxError {
  constructor(why: string, options?: ErrorOptions) {
    super('STORE_TOO_LARGE', `The store takes nothing so large: ${why}`, {}, options);
  }
}

/** The store may have written it: only the same append, repeated, can tell. */
export class OutcomeUnknown extends ChatboxError {
  constructor(why: string, options?: ErrorOptions) {
    super('STORE_OUTCOME_UNKNOWN', `The store did not say whether it wrote: ${why}`, {}, options);
  }
}
