import type { Order } from './messages.ts';
import { usage } from './usage.ts';

// Loaded before the server of a built site, so that it can be asked what it takes.
process.on('message', (order: Order) => {
  if (order.kind === 'usage') process.send?.(usage());
});
