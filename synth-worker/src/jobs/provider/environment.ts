import { z } from "zod";
import { environmentFields } from "../shared/environmentFields.ts";
import { parseEnvironment } from "../shared/parseEnvironment.ts";

const Environment = z.object({
  ...environmentFields,
  /** Path of the symbolon-provider/1 configuration. */
  PROVIDER_CONFIG: z.string().min(1),
  /** Price of a renewal as share of an order's, where the configuration does not say it (commercial lane). */
  RENEWAL_BPS: z.coerce.number().int().min(0).max(10_000).default(1000),
});
export type ProviderEnvironment = z.infer<typeof Environment>;

/** The provider node's environment. Throws E8003. */
export function readProviderEnvironment(): ProviderEnvironment {
  return parseEnvironment(Environment, process.env);
}
