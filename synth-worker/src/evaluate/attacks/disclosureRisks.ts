import type { DisclosureRisk } from "./disclosureRisk.ts";
import { inferenceRisk } from "./inferenceRisk.ts";
import { linkabilityRisk } from "./linkabilityRisk.ts";
import { singlingOutRisk } from "./singlingOutRisk.ts";
import type { ThreeFiles } from "./threeFiles.ts";

/**
 * The three risks that the Article 29 Working Party names (Opinion 05/2014 on anonymisation techniques), as the report lists them: singling out,
 * the multivariate or the univariate attack, whichever shows the higher risk; linkability; inference, every column in turn being the secret.
 * Attacks that a file gives no material for are left out.
 */
export function disclosureRisks(files: ThreeFiles): DisclosureRisk["figures"][] {
  const singled = (["multivariate", "univariate"] as const)
    .map((attack) => singlingOutRisk(files, attack))
    .filter((risk) => risk !== null)
    .sort((a, b) => b.figures.risk.value - a.figures.risk.value);
  const inferred = files.synthetic.columns.map((_, secret) => inferenceRisk(files, secret));
  return [...singled.slice(0, 1), linkabilityRisk(files), ...inferred]
    .filter((risk) => risk !== null)
    .map(({ figures }) => figures);
}
