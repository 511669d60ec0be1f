interface Written {
  readonly member: string | undefined;
  readonly field: HTMLTextAreaElement;
  readonly focused: boolean;
}

/** What is being written in a box. */
export function written(box: ParentNode): Written | undefined {
  const field = box.querySelector('.cb-composer textarea');
  if (!(field instanceof HTMLTextAreaElement)) return undefined;
  const member = box.querySelector<HTMLElement>('.chatbox')?.dataset.member;
  return { member, field, focused: field === document.activeElement };
}

/** Brings it into a box that came meanwhile, where that is the same member's. */
export function carryOver(before: Written | undefined, box: ParentNode): void {
  const now = written(box);
  if (!now || !before || now.member !== before.member) return;
  now.field.value ||= before.field.value;
  if (!before.focused) return;
  now.field.focus({ preventScroll: true });
  now.field.setSelectionRange(before.field.selectionStart, before.field.selectionEnd);
}
