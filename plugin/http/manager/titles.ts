import type { Runtime } from '../../create-runtime.ts';
import type { ManagerSetting } from '../../fragments/manager/types.ts';

interface Named {
  readonly runtime: Pick<Runtime, 'options'>;
  readonly id: string;
  readonly setting: ManagerSetting;
}

/** What a widget is called on the page of its menu. */
export const titlesOf =
  ({ runtime, id: menu, setting }: Named) =>
  (widget: string): string => {
    const { menu: menus, chatboxes } = runtime.options;
    const title = menus[menu]?.find(({ id }) => id === widget)?.title;
    if (typeof title === 'object') return title[setting.locale];
    if (title !== undefined || !widget.startsWith('chatbox:')) return title ?? widget;
    const { chatbox, chatboxOf } = setting.t.menu;
    return chatboxes.length > 1 ? chatboxOf(widget.slice('chatbox:'.length)) : chatbox;
  };

/** The login of a member, as any chatbox of the site met them. */
export async function loginIn({ options, room }: Pick<Runtime, 'options' | 'room'>) {
  const rooms = await Promise.all(options.chatboxes.map((id) => room(id).catch(() => undefined)));
  return (member: string): string | undefined =>
    rooms.map((one) => one?.chat.state.members.get(member)?.login).find((login) => login !== undefined);
}
