import type { ZodType } from "zod";

/** What an answer is made of: JSON of a shape, or a body of another type. */
export type AnswerAbout = {
  readonly description: string;
  /** Media types that the body may have; left out, there is none. */
  readonly types?: readonly string[];
  /** Shape of a JSON body; left out, any. */
  readonly shape?: ZodType;
};

/** What the description of a route says beside its method and path. */
export type RouteAbout = {
  readonly summary: string;
  readonly tag: string;
  /** Who may call it: nothing more, five signed headers, or either these or a session. */
  readonly auth?: "signed" | "signedOrSession" | "session";
  /** Shape of the JSON body it takes. */
  readonly body?: ZodType;
  /** Answers by status; errors have one shape for all and need not be named. */
  readonly answers: Readonly<Record<number, AnswerAbout>>;
};
