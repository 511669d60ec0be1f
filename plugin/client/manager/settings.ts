import { unsaved } from './unsaved.ts';

/** Settings > Chatbox: what differs from what the site does is counted. */
export function watchSettings(form: HTMLFormElement, signal: AbortSignal): void {
  const current: Readonly<Record<string, unknown>> = JSON.parse(form.dataset.current ?? '{}');
  const chosen = (): Readonly<Record<string, unknown>> => {
    const data = new FormData(form);
    const moderation = data.has('moderation');
    return {
      enabled: data.has('enabled'),
      group: data.get('group'),
      moderators: moderation ? data.get('moderators') : '',
    };
  };
  unsaved(form, () => Object.entries(chosen()).filter(([name, value]) => value !== current[name]).length, signal);
}
