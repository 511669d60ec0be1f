import { endpoint } from '../http/endpoint.ts';
import { mainMenu } from '../http/manager/menus.ts';
import { menuOrder } from '../http/menu-order.ts';

/** The saved order of a menu, `?menu=`, as a style sheet. The same for everybody. */
export const GET = endpoint(({ runtime, context }) =>
  menuOrder(
    runtime,
    context.url.searchParams.get('menu') ?? mainMenu(runtime),
    context.request.headers.get('if-none-match'),
  ),
);
