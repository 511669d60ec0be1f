/** Where the bytes of one stream go. */
export interface Sink {
  write(bytes: Uint8Array): void;
  /** Ends after what was written. */
  end(): void;
  /** Ends at once: what is unsent is lost, and its memory freed. */
  cut(): void;
  /** Bytes that have not left yet, as far as anybody knows. */
  backlog(): number;
  /** The backlog at which the stream is cut. */
  readonly limit: number;
}
