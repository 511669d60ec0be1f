import { z } from 'zod';
import { isOwner } from '../../../events/chatbox/member.ts';
import { clockOf } from '../../fragments/clock.ts';
import { forbidden, kept } from '../../fragments/manager/page.ts';
import type { ManagerSetting } from '../../fragments/manager/types.ts';
import { managerTexts } from '../../i18n/manager.ts';
import type { Viewer } from '../../members/directory.ts';
import type { Call } from '../endpoint.ts';
import { readForm } from '../forms.ts';
import type { PageAnswer } from '../page.ts';
import { seeOther } from '../respond.ts';

/** What was sent, in the order of the form; none for a page that is only looked at. */
export type Fields = Readonly<Record<string, string>>;
const Fields = z.record(z.string(), z.string());

export interface OwnerCall extends Call {
  readonly viewer: Viewer;
  readonly setting: ManagerSetting;
  readonly fields: Fields | undefined;
}

function settingOf({ runtime, locale }: Pick<Call, 'runtime' | 'locale'>): ManagerSetting {
  const { urls, options } = runtime;
  const { timeZone } = options;
  return { urls, locale, t: managerTexts[locale], clock: clockOf(locale, timeZone), timeZone };
}

/** Whether a save led here, and what it saved still stands: an address that anybody made up does not say so. */
export const isJustSaved = ({ request, url }: Call['context'], revision: number): boolean =>
  revision >= 0 && request.method === 'GET' && url.searchParams.get('saved') === String(revision);

/**
 * A page for owners alone. A visitor is sent to log in and back; whoever is no owner is told so; and if the session
 * ended while an owner worked, nothing that was sent is lost.
 */
export const ownersPage =
  (page: (call: OwnerCall) => Promise<PageAnswer | Response>) =>
  async (call: Call): Promise<PageAnswer | Response> => {
    const { runtime, context, locale } = call;
    const { request, url } = context;
    const setting = settingOf(call);
    const fields = request.method === 'POST' ? await readForm(request, url, Fields) : undefined;
    const viewer = await runtime.viewer(context);
    const here = `${url.pathname}${url.search}`;
    if (viewer === undefined) {
      const logIn = runtime.urls.logIn(locale, here);
      if (fields === undefined) return seeOther(logIn);
      return { title: setting.t.notSaved, html: String(kept(fields, { here, logIn }, setting)), status: 401 };
    }
    if (!isOwner(viewer.member)) return { title: setting.t.reserved, html: String(forbidden(setting)), status: 403 };
    return page({ ...call, viewer, setting, fields });
  };
