import './chat-box.ts';
import './manager/load.ts';
import './vertical-menu.ts';
