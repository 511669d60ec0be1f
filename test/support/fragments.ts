import { createRenderer } from '../../plugin/fragments/renderer.ts';
import type { ActsData, BoxData, ComposerData, MessageView, Named } from '../../plugin/fragments/types.ts';
import { createUrls } from '../../plugin/http/urls.ts';
import { member, noon } from './builders.ts';
import { urlConfig } from './url-config.ts';

export const urls = createUrls(urlConfig);
export const renderer = createRenderer(urls, { timeZone: 'Europe/Paris', build: 'b1', max: 1000 });

export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const named = (login: string): Named => ({ id: `id-${login}`, login });

export const view = (text: string | undefined, more: Partial<MessageView> = {}): MessageView => ({
  message: uuid(1),
  revision: 12n,
  at: noon(),
  author: named('ada'),
  to: undefined,
  text,
  logins: new Set(['ada', 'bob', 'bob_1', 'kim']),
  removal: undefined,
  ...more,
});

export const composer = (more: Partial<ComposerData> = {}): ComposerData => ({
  locale: 'en',
  key: `12.${uuid(9)}`,
  message: uuid(2),
  text: '',
  returnTo: '/news',
  ...more,
});

export const boxData = (more: Partial<BoxData> = {}): BoxData => ({
  locale: 'en',
  options: { title: '', height: 'medium', members: true, sound: true, visitorText: '' },
  member: member('bob'),
  session: 's1',
  moderator: false,
  revision: 12n,
  views: [view('hello')],
  before: 3n,
  present: [named('ada'), named('bob')],
  composer: composer(),
  notice: undefined,
  ...more,
});

export const actsData = (more: Partial<ActsData> = {}): ActsData => ({
  locale: 'en',
  view: view('hello'),
  member: member('bob'),
  moderator: false,
  mute: undefined,
  mutable: false,
  returnTo: '/news',
  ...more,
});
