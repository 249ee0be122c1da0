import type { z } from "zod";
import { SymbolonError } from "../errors/SymbolonError.ts";

/** Parses what came from outside; throws E1006 that names the document and the first fault. */
export function parseDocument<T extends z.ZodType>(schema: T, value: unknown, document: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue && issue.path.length > 0 ? `${issue.path.map(String).join(".")}: ` : "";
  throw new SymbolonError("E1006", { document, reason: `${where}${issue?.message ?? "not readable"}` });
}
