import { rule } from '../core/rule.ts';

export const ChatIsDisabled = rule('CHATBOX_DISABLED', () => 'The chat is disabled, so nothing was done.');
export const NotInTheChatGroup = rule(
  'CHATBOX_NOT_IN_GROUP',
  ({ group }) => `Only the group "${group}" may take part.`,
);
export const MemberIsMuted = rule('CHATBOX_MUTED', ({ until }) => `The member is muted until ${until}.`);
export const TooManyMessages = rule('CHATBOX_FLOOD', ({ seconds }) => `Too many messages; wait ${seconds} s.`);
export const MessageIsEmpty = rule('CHATBOX_EMPTY', () => 'The message has no text.');
export const MessageIsTooLong = rule('CHATBOX_TOO_LONG', ({ max }) => `A message holds ${max} characters at most.`);
export const RecipientUnknown = rule('CHATBOX_RECIPIENT_UNKNOWN', () => 'No member has that login; nothing was sent.');
export const RecipientMalformed = rule('CHATBOX_RECIPIENT_MALFORMED', () => 'What follows "@" cannot be a login.');
export const RecipientCannotRead = rule('CHATBOX_RECIPIENT_CANNOT_READ', () => 'A recipient may not enter the chat.');
export const RecipientIsSelf = rule('CHATBOX_RECIPIENT_SELF', () => 'The only recipient is the author.');
export const TooManyRecipients = rule('CHATBOX_TOO_MANY_RECIPIENTS', ({ max }) => `At most ${max} recipients.`);
export const AudienceMismatch = rule(
  'CHATBOX_AUDIENCE_MISMATCH',
  () => 'The form and its text disagree on the readers.',
);
export const KeyReused = rule('CHATBOX_KEY_REUSED', () => 'Another message was sent under this key.');
export const KeyTooOld = rule('CHATBOX_KEY_TOO_OLD', () => 'The form is too old to tell whether it was sent already.');
export const NotAModerator = rule('CHATBOX_NOT_A_MODERATOR', () => 'Only a moderator may do this.');
export const MessageUnknown = rule('CHATBOX_MESSAGE_UNKNOWN', () => 'There is no such message for this member.');
export const MessageIsRemoved = rule('CHATBOX_MESSAGE_REMOVED', () => 'The message is removed already.');
export const MessageIsNotRemoved = rule('CHATBOX_MESSAGE_NOT_REMOVED', () => 'The message is not removed.');
export const RestoringWaits = rule(
  'CHATBOX_RESTORING_WAITS',
  () => 'Whoever is muted, or wrote much just now, cannot take back a removal.',
);
export const ReasonIsMissing = rule('CHATBOX_REASON_MISSING', () => 'A removal or a mute needs a reason.');
export const MemberUnknown = rule('CHATBOX_MEMBER_UNKNOWN', () => 'The chat has never met that member.');
export const MemberCannotBeMuted = rule('CHATBOX_CANNOT_MUTE', () => 'A moderator cannot be muted.');
export const MuteIsOutOfRange = rule('CHATBOX_MUTE_RANGE', ({ max }) => `A mute lasts 1 to ${max} minutes.`);
export const MemberIsNotMuted = rule('CHATBOX_NOT_MUTED', () => 'The member is not muted.');
export const NotAnOwner = rule('CHATBOX_NOT_AN_OWNER', () => 'Only an owner may change the settings.');
export const PlanIsMissing = rule('CHATBOX_PLAN_MISSING', () => 'The site lacks the plan that the chat needs.');
export const SettingsChanged = rule('CHATBOX_SETTINGS_CHANGED', () => 'Somebody else saved the settings meanwhile.');
