import { SymbolonError } from "@symbolon/protocol";
import { z } from "zod";

const Environment = z.object({
  /** Key of the deploying account; without it the node's first unlocked account deploys. */
  SYMBOLON_DEPLOYER_KEY: z
    .string()
    .regex(/^0x[0-9a-fA-F]{64}$/)
    .optional(),
});

/** Reads the deployment script's environment. Throws SymbolonError E8003 naming every variable that is not right. */
export function readEnvironment(): z.infer<typeof Environment> {
  const parsed = Environment.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const reason = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
  throw new SymbolonError("E8003", { reason });
}
