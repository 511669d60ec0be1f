/** Names the member whose box asks: the server answers nobody else who has logged in since. */
export function memberHeader(element: Element): Record<string, string> {
  const section = element.closest('chat-box')?.querySelector<HTMLElement>('.chatbox');
  const { member } = section?.dataset ?? {};
  return member ? { 'Chatbox-Member': encodeURIComponent(member) } : {};
}

/** Its answer to such a one. */
export const isForOther = (answer: string | undefined): boolean => answer?.includes('HTTP_OTHER_MEMBER') === true;
