import type { CountRequest } from "../privacy/countRequest.ts";
import type { FineDomain } from "../tabular/coding/fineDomain.ts";
import { levelsUnder } from "./sqlCounts.ts";

/** Counts on fine levels (row-major over the request's columns) summed into the request's coarse levels. */
export function foldCounts(domain: FineDomain, request: CountRequest, fine: Float64Array): Float64Array {
  const { columns, maps } = request;
  const sizes = columns.map((column) => domain.sizes[column]!);
  const shape = columns.map((column, i) => levelsUnder(domain, column, maps[i] ?? null));
  const out = new Float64Array(shape.reduce((product, size) => product * size, 1));
  const levels = sizes.map(() => 0);
  for (const count of fine) {
    const cell = levels.reduce((index, level, i) => index * shape[i]! + (maps[i]?.[level] ?? level), 0);
    out[cell]! += count;
    for (let i = levels.length - 1; i >= 0; i--) {
      if (++levels[i]! < sizes[i]!) break;
      levels[i] = 0;
    }
  }
  return out;
}
