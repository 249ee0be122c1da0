import type { SynthSchema } from "@symbolon/protocol";
import { compileConstraints } from "../coding/compileConstraints.ts";
import { constraintMasks } from "../coding/constraintMasks.ts";
import type { FineDomain } from "../coding/fineDomain.ts";
import type { ReleaseOptions } from "../mechanisms/releaseOptions.ts";

/**
 * A schema's constraints as the engine takes them: rules on levels as zeros of fine levels, inequalities as zeros of coarse ones (what
 * two bins may hold is known once bins are merged; decoding settles values inside a cell).
 */
export function schemaRules(
  schema: SynthSchema,
  domain: FineDomain,
): Pick<ReleaseOptions, "zeros" | "coarseZeros"> {
  const { rules, orders } = compileConstraints(schema, domain);
  if (orders.length === 0) return { zeros: rules };
  const inequalities = {
    ...schema,
    constraints: schema.constraints.filter(({ kind }) => kind === "inequality" || kind === "functional"),
  };
  return {
    zeros: rules,
    coarseZeros: (maps) =>
      constraintMasks(inequalities, maps, domain)
        .filter(({ columns: [low, high] }) =>
          orders.some((order) => order.low === low && order.high === high),
        )
        .map(({ columns, mask }) => ({ columns, allowed: mask })),
  };
}
