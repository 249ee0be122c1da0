import { SymbolonError } from "@symbolon/protocol";
import { z } from "zod";

const Environment = z.object({
  SYMBOLON_GATEWAY: z.url().default("http://127.0.0.1:4000"),
  SYMBOLON_RPC: z.url().optional(),
  SYMBOLON_PRIVATE_KEY: z
    .string()
    .regex(/^0x[0-9a-fA-F]{64}$/)
    .optional(),
});

/** What the command line takes from its environment; flags of the same meaning win over it. */
export type Environment = z.infer<typeof Environment>;

/** Reads the environment once. Throws E8003 naming the first variable that is wrong. */
export function readEnvironment(variables: Record<string, string | undefined> = process.env): Environment {
  const parsed = Environment.safeParse(variables);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new SymbolonError("E8003", { reason: `${issue.path.join(".")}: ${issue.message}` });
}
