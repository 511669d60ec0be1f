import type { Upcasters } from '../core/upcast.ts';

/** Every schema is at its first number. */
export const upcasters: Upcasters = {};
