import { z } from "zod";

/** Every REST error; the codes are in docs/errors.md. */
export const ApiError = z.strictObject({
  error: z.strictObject({
    code: z.string().regex(/^E\d{4}$/),
    what: z.string().min(1),
    todo: z.string().min(1),
    retryable: z.boolean(),
    details: z.record(z.string(), z.unknown()),
  }),
});
