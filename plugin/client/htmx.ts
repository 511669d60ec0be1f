// First of all: htmx overwrites what this one looks at. A bare import keeps its place when imports are sorted.
import './host-htmx.ts';
import ours, { type Htmx } from 'htmx.org';
import { host } from './host-htmx.ts';

// The page keeps its own htmx, its history and its elements: ours processes what it is given, and nothing else.
if (host) Object.defineProperty(window, 'htmx', host);
else Reflect.deleteProperty(window, 'htmx');
ours.config.history = false;
ours.initialize = () => {};

// Two htmx 4 would claim the same elements by the same mark.
const isSameMajor = (given: unknown): given is Htmx =>
  typeof given === 'object' && given !== null && String(Reflect.get(given, 'version')).startsWith('4.');

export const htmx: Htmx = isSameMajor(host?.value) ? host.value : ours;
