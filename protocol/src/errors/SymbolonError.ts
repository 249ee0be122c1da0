import { CATALOGUE, type ErrorCode } from "./catalogue.ts";

/** Values that belong in an error's text and in its JSON form. */
export type ErrorDetails = Record<string, string | number | boolean | bigint | null | undefined>;

/**
 * The one error class that crosses rooms: a code, what happened, what to do.
 * `retryable` comes from the catalogue, so a caller decides retry by class and never by message text.
 */
export class SymbolonError extends Error {
  readonly code: ErrorCode;
  readonly todo: string;
  readonly retryable: boolean;
  readonly details: ErrorDetails;

  /** `received` keeps the words of another process, which filled the templates itself. */
  constructor(
    code: ErrorCode,
    details: ErrorDetails = {},
    options?: { cause?: unknown; received?: { what: string; todo: string } },
  ) {
    const entry = CATALOGUE[code];
    const what = options?.received?.what ?? fill(entry.what, details);
    super(`${code} ${what}`, options?.cause === undefined ? {} : { cause: options.cause });
    this.name = "SymbolonError";
    this.code = code;
    this.todo = options?.received?.todo ?? fill(entry.todo, details);
    this.retryable = entry.retryable;
    this.details = details;
  }

  /** Wire form: the same three parts, without stack or cause. */
  toJSON(): { code: ErrorCode; what: string; todo: string; retryable: boolean; details: ErrorDetails } {
    const details: ErrorDetails = {};
    for (const [key, value] of Object.entries(this.details)) {
      details[key] = typeof value === "bigint" ? value.toString() : value;
    }
    return {
      code: this.code,
      what: this.message.slice(this.code.length + 1),
      todo: this.todo,
      retryable: this.retryable,
      details,
    };
  }
}

function fill(template: string, details: ErrorDetails): string {
  return template.replace(/\{(\w+)\}/g, (_, key: string) => String(details[key] ?? "?"));
}
