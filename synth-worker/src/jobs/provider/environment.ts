import { z } from "zod";
import { environmentFields } from "../shared/environmentFields.ts";
import { parseEnvironment } from "../shared/parseEnvironment.ts";

const Environment = z.object({
  ...environmentFields,
  /** Path of the symbolon-provider/1 configuration. */
  PROVIDER_CONFIG: z.string().min(1),
  /** "1": withdraw rewards to the own account when an order is finalised. */
  AUTO_WITHDRAW: z.enum(["0", "1"]).default("0"),
});
export type ProviderEnvironment = z.infer<typeof Environment>;

/** The provider node's environment. Throws E8003. */
export function readProviderEnvironment(): ProviderEnvironment {
  return parseEnvironment(Environment, process.env);
}
