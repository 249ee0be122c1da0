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
    coarseZeros: (maps) => {
      const sizeOf = (column: number) => maps[column]!.reduce((most, level) => Math.max(most, level), 0) + 1;
      return constraintMasks(inequalities, maps, domain)
        .filter(({ columns: [low, high] }) =>
          orders.some((order) => order.low === low && order.high === high),
        )
        .map(({ columns, mask }) => {
          const [low, high] = columns as [number, number];
          if (low < high) return { columns, allowed: mask };
          const [rows, across] = [sizeOf(low), sizeOf(high)];
          const turned = mask.map((_, cell) => mask[(cell % rows) * across + (cell - (cell % rows)) / rows]!);
          return { columns: [high, low], allowed: turned };
        });
    },
  };
}
