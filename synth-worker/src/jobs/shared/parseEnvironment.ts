import { SymbolonError } from "@symbolon/protocol";
import type { z } from "zod";

/** Parses a process's environment, completely and once. Throws E8003 that lists every variable at fault, without its value. */
export function parseEnvironment<T extends z.ZodType>(
  schema: T,
  environment: NodeJS.ProcessEnv,
): z.output<T> {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const reason = result.error.issues
    .map((issue) => `${issue.path.map(String).join(".")}: ${issue.message}`)
    .join("; ");
  throw new SymbolonError("E8003", { reason });
}
