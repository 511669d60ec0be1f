// Everything in this folder that ends in .mjs runs on whatever Node is there: nothing newer than Node 18, no packages.
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
