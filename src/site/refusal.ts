/** What the site answers when it does not do what was asked; `texts` has a sentence for each code. */
export type RefusalCode =
  | 'credentials'
  | 'throttled'
  | 'banned'
  | 'loginTaken'
  | 'emailTaken'
  | 'groupName'
  | 'groupNameTaken'
  | 'groupGone'
  | 'groupChanged'
  | 'groupInUse'
  | 'memberUnknown'
  | 'busy';

export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: RefusalCode, details: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
  }
}

/** By its name: accounts that outlive a reload of the dev server throw the class of the modules before it. */
export const isRefusal = (error: unknown): error is Refusal => error instanceof Error && error.name === 'Refusal';
