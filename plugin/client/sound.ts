import type { Room } from './room.ts';

/** Long enough for another tab, where the message is being read, to say so. */
const PAUSE = 400;

const keyOf = (member: string): string => `chatbox-sound ${member}`;

let audio: AudioContext | undefined;

/** Two soft notes, made here: no file to fetch, nothing for a content security policy to allow. */
function chime(): void {
  audio ??= new AudioContext();
  void audio.resume();
  const { currentTime: now, destination } = audio;
  for (const [index, frequency] of [660, 880].entries()) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const start = now + index * 0.12;
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.08, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.3);
    tone.connect(volume).connect(destination);
    tone.start(start);
    tone.stop(start + 0.32);
  }
}

const ready = new WeakSet<Element>();

/** Sounds for what others wrote while nobody looked. The tab that holds the stream sounds for all. */
export function sound(room: Room): void {
  const button = room.part('.cb-sound');
  const member = room.part('.chatbox')?.dataset.member ?? '';
  if (!button || ready.has(button)) return;
  ready.add(button);
  button.hidden = false;
  button.ariaPressed = String(room.browserStore.get(keyOf(member)) === 'on');
  button.addEventListener('click', () => {
    const on = button.ariaPressed !== 'true';
    button.ariaPressed = String(on);
    room.browserStore.set(keyOf(member), on ? 'on' : undefined);
    if (on) chime();
  });
  let waiting: ReturnType<typeof setTimeout> | undefined;
  room.part('.chatbox')?.addEventListener('chatbox:unread', () => {
    clearTimeout(waiting);
    if (button.ariaPressed !== 'true' || !room.leads()) return;
    waiting = setTimeout(() => {
      if (room.unread() > 0) chime();
    }, PAUSE);
  });
}
