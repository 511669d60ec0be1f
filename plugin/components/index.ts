export { default as Chatbox } from './Chatbox.astro';
