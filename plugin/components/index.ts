export { default as Chatbox } from './Chatbox.astro';
export { default as VerticalMenu } from './VerticalMenu.astro';
