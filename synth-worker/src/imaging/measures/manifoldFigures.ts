import { type Prdc, prdc } from "../../evaluate/fidelity/prdc.ts";
import type { Features } from "../features/scattering.ts";

/** Precision, recall, density and coverage of features (k-nearest-neighbour manifolds), as evaluate/fidelity/prdc says. */
export function manifoldFigures(real: Features, synthetic: Features, k = 5): Prdc {
  return prdc(points(real), points(synthetic), k);
}

function points({ count, dimensions, values }: Features): Parameters<typeof prdc>[0] {
  const numbers = Array.from({ length: dimensions }, (_, d) =>
    Float64Array.from({ length: count }, (_, row) => values[row * dimensions + d]!),
  );
  return { rows: count, numbers, codes: [] };
}
