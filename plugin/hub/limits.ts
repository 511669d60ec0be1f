/** Open streams of one member: tabs share one, so this is browsers and devices. */
export const STREAMS_OF_A_MEMBER = 12;
export const STREAMS = 10_000;

/** Beyond so many missed events, or so many bytes of them, a fresh box costs less. */
export const MISSED = 300;
export const MISSED_BYTES = 512 * 1024;

/** Unsent bytes of a reader that does not read; it is cut, and resumes. */
export const BACKLOG = 1024 * 1024;
/** Where nothing says what is unsent: all that one stream carries. It ends after that, and its reader resumes. */
export const UNWATCHED = 64 * 1024;

/** A little under a second, so that what a look finds holds within one. */
export const LOOK = 900;
export const BEAT = 15_000;
/** A stream whose session nobody has confirmed for so long ends. */
export const UNCONFIRMED = 5_000;
/** Where the directory cannot say who a session belongs to by now. */
export const UNWATCHED_SESSION = 60_000;
/** Whoever comes back within this time was never away. */
export const GRACE = 8_000;
/** Names in one list of who is here. */
export const NAMES = 200;
