import './chat-box.ts';
