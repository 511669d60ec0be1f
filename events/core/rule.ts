import { type Details, Refusal } from './errors.ts';

/** A rule that a command can break: a class with a permanent code, so that tests name the rule. */
export const rule = (code: string, what: (details: Details) => string) =>
  class extends Refusal {
    static readonly code = code;
    constructor(details: Details = {}) {
      super(code, what(details), details);
    }
  };
