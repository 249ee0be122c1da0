import { z } from "zod";

const Environment = z.object({
  /** How long random tests run: default for seconds, ci for minutes, full for an hour. */
  TEST_PROFILE: z.enum(["default", "ci", "full"]).default("default"),
});

/** Reads which test profile is asked for. Throws a ZodError naming the variable if it is none of the three. */
export function readTestProfile(): "default" | "ci" | "full" {
  return Environment.parse(process.env).TEST_PROFILE;
}
