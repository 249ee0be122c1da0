import type { ZodType } from "zod";
import type { AnswerAbout } from "./routeAbout.ts";

/** An answer with a JSON body of a shape. */
export function jsonAnswer(description: string, shape: ZodType): AnswerAbout {
  return { description, types: ["application/json"], shape };
}
