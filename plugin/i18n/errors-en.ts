import { html } from '../fragments/html.ts';
import { amount, type Say, text } from './say.ts';

const reload = 'Reload the page, then try again.';

/** Every error that a reader may meet: what happened, why, what to do. */
export const errorsEn = {
  CHATBOX_DISABLED: () =>
    'The chat is disabled, so nothing was done. It comes back when an owner of the site enables it.',
  CHATBOX_NOT_IN_GROUP: () =>
    'The chat is for a group that you are not in, so nothing was done. An owner of the site can add you to it.',
  CHATBOX_MUTED: ({ until, reason }, when) =>
    html`Not sent: a moderator has muted you until ${when(text(until))} (“${text(reason)}”). Your text is kept; send it after that.`,
  CHATBOX_RESTORING_WAITS: () =>
    'Nothing was restored: you cannot bring your messages back while you are muted, nor many of them within a few seconds. Try again later.',
  CHATBOX_FLOOD: ({ seconds }) =>
    `Not sent: that was many messages in a few seconds. Wait ${amount('en', seconds)}\u00a0s; your text is kept.`,
  CHATBOX_EMPTY: () => 'Nothing was sent: the message has no text. Write something first.',
  CHATBOX_TOO_LONG: ({ max }) =>
    `Not sent: a message holds ${amount('en', max)} characters at most (fewer with many emoji). Shorten it or send it in parts.`,
  CHATBOX_RECIPIENT_UNKNOWN: ({ login, nearest }) =>
    html`No member has the login “${text(login)}”, so nothing was sent.${nearest !== undefined && html` Did you mean <bdi data-instead="${text(login)}">${text(nearest)}</bdi>?`}`,
  CHATBOX_RECIPIENT_MALFORMED: ({ token }) =>
    html`“<bdi>${text(token)}</bdi>” is not a login, so nothing was sent: what begins with @ is never published. Put a login after the @, or another word first.`,
  CHATBOX_RECIPIENT_CANNOT_READ: ({ login }) =>
    html`<bdi>${text(login)}</bdi> may not enter the chat, so nothing was sent. Take that login off, then send again.`,
  CHATBOX_RECIPIENT_SELF: () => 'Nothing was sent: you are the only one you write to. Add the login of somebody else.',
  CHATBOX_TOO_MANY_RECIPIENTS: ({ max }) =>
    `Nothing was sent: a private message goes to ${amount('en', max)} members at most. Take some off, or write to all.`,
  CHATBOX_AUDIENCE_MISMATCH: () =>
    'Nothing was sent: the form and its text did not agree on who reads it. See who it is for, then send again.',
  CHATBOX_KEY_REUSED: () =>
    'This form has sent another message already, so this one was not sent. Your text is kept: send it again.',
  CHATBOX_KEY_TOO_OLD: () =>
    'This page is so old that nobody can tell whether this was sent already. Look above, then send again if it is not there.',
  CHATBOX_NOT_A_MODERATOR: () => 'Only a moderator may do this, so nothing was done.',
  CHATBOX_MESSAGE_UNKNOWN: () => 'There is no such message, or it is not yours to see. Nothing was done.',
  CHATBOX_MESSAGE_REMOVED: () => 'The message is removed already: somebody was faster.',
  CHATBOX_MESSAGE_NOT_REMOVED: () => 'The message is not removed any more: somebody was faster.',
  CHATBOX_REASON_MISSING: () => 'Nothing was done: a reason is missing. Write why; the author will read it.',
  CHATBOX_MEMBER_UNKNOWN: () => 'The chat has never met that member, so nothing was done.',
  CHATBOX_CANNOT_MUTE: () =>
    'A moderator cannot be muted, so nothing was done. An owner of the site can take them out of the moderators first.',
  CHATBOX_MUTE_RANGE: () => 'Nothing was done: nobody is muted for that long. Choose one of the times in the list.',
  CHATBOX_NOT_MUTED: () => 'That member is not muted any more: the time is over, or somebody was faster.',
  CHATBOX_NOT_AN_OWNER: () => 'Only an owner of the site may change this, so nothing was saved.',
  CHATBOX_PLAN_MISSING: () =>
    'The chat needs a plan that this site does not have, so it was not enabled. Change the plan, then enable it.',
  CHATBOX_SETTINGS_CHANGED: () =>
    'Somebody else saved the settings while you had them open, so yours were not saved. See what changed, then save again.',
  CHATBOX_MENU_CHANGED: () =>
    'Somebody else saved the menu while you had it open, so yours was not saved. See what changed, then save again.',
  CHATBOX_WIDGET_UNKNOWN: () =>
    'The site does not have one of these widgets any more, so nothing was saved. Reload the page, then try again.',
  CHATBOX_WIDGET_TWICE: () => 'A widget was in the menu twice, so nothing was saved. Reload the page, then try again.',
  MENU_UNKNOWN: () => 'There is no menu of that name on this site. Check the address, or go back to the site.',
  CHAT_UNKNOWN: () => 'There is no chatbox of that name on this site. Check the address, or go back to the site.',
  CHAT_NOT_STARTED: () =>
    'The chat cannot start, so nothing was done. Try again later, or tell an owner of the site: its log says why.',
  HTTP_LOGGED_OUT: () => 'Your session has ended, so nothing was done. Log in again; your text is kept on this page.',
  HTTP_OTHER_MEMBER: () =>
    'Nothing was done: this form was shown to another member, and you are logged in as somebody else by now. Read it again before you send it.',
  MEMBER_UNFIT: () =>
    'Your account has no login that the chat can use, so nothing was done. Ask an owner of the site for another login.',
  HTTP_BAD_FORM: () => `The form was not understood, so nothing was done. ${reload}`,
  HTTP_FORM_TOO_LARGE: () => 'The form is far too long, so nothing was done. Shorten the text.',
  HTTP_CROSS_SITE: () => `The form came from another site, so nothing was done. ${reload}`,
  HTTP_TOO_MANY_STREAMS: () =>
    'You have the chat open in too many places, so this one does not follow it. Close some, then reload this page.',
  CHAT_FULL: () => 'Too many people read the chat right now. This page tries again by itself.',
  STORE_UNAVAILABLE: () => 'Not done: the chat cannot write right now. Your text is kept; try again in a moment.',
  STORE_AWAY: () =>
    'The chat does not answer right now. If it does not come back by itself, reload this page in a moment.',
  STORE_OUTCOME_UNKNOWN: () => 'The chat did not say whether this was done. Try again: it will not be done twice.',
  STORE_TOO_LARGE: () =>
    'Not done: this is larger than the site can keep. Shorten it; if it is short already, tell an owner of the site.',
  INTERNAL: () => 'Something failed on our side. Try again; if it goes on, tell an owner of the site.',
} satisfies Readonly<Record<string, Say>>;

export type ErrorTexts = Readonly<Record<keyof typeof errorsEn, Say>>;
