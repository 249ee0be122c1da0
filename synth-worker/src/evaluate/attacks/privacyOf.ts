import type { EvaluationReport } from "@symbolon/protocol";
import type { MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { columnScales } from "../neighbours/columnScales.ts";
import { evenRows } from "../neighbours/evenRows.ts";
import { gowerPoints } from "../neighbours/gowerPoints.ts";
import { nearestGower } from "../neighbours/nearestGower.ts";
import { copies } from "./copies.ts";
import { densityRatioAttack } from "./densityRatioAttack.ts";
import { disclosureRisks } from "./disclosureRisks.ts";
import { distanceFigures } from "./distanceFigures.ts";
import { membershipAttack } from "./membershipAttack.ts";
import type { MembershipFigures } from "./membershipFigures.ts";
import { type Proof, provenLimits } from "./provenLimits.ts";
import { type Generate, shadowAttack } from "./shadowAttack.ts";
import type { ThreeFiles } from "./threeFiles.ts";

/** Synthetic records whose distances are looked at. */
const MOST_RECORDS = 20_000;
/** Records of either file below which no attack is run: its limits would say nothing. */
const FEWEST_RECORDS = 50;

/**
 * Everything the evaluator finds out about privacy: membership attacks (nearest neighbour and density ratio; shadow models where `generate` is
 * given), singling-out, linkability and inference risks, copies, distances, and what a proof allows at most. Copies are looked for among the
 * whole training half and, like distances, among even samples of one size. At most 20,000 evenly spaced synthetic records are
 * measured. Deterministic; all random choices are public. Files of fewer than 50 training or holdout records get no attacks.
 * Throws RangeError when the tables differ in columns, or one of them has no record.
 */
export function privacyOf(
  files: ThreeFiles,
  options: { readonly proof?: Proof; readonly generate?: Generate } = {},
): EvaluationReport["privacy"] {
  const { synthetic, training, holdout } = files;
  if (synthetic.rows < 1 || training.rows < 1 || holdout.rows < 1)
    throw new RangeError("a file without records cannot be attacked");
  return {
    ...(Math.min(training.rows, holdout.rows) < FEWEST_RECORDS
      ? { membership: [], risks: [] }
      : { membership: memberships(files, options.generate), risks: disclosureRisks(files) }),
    ...nearnessOf(files),
    proof: options.proof === undefined ? null : provenLimits(options.proof),
  };
}

function memberships(files: ThreeFiles, generate: Generate | undefined): MembershipFigures[] {
  const attacks = [membershipAttack(files), densityRatioAttack(files)];
  return generate === undefined ? attacks : [...attacks, shadowAttack(files, generate)];
}

/** Copies and distances: two views of the same nearest records. */
function nearnessOf(
  files: ThreeFiles,
): ReturnType<typeof copies> & { distances: ReturnType<typeof distanceFigures> } {
  const { training, holdout } = files;
  const scales = columnScales([training, holdout]);
  const sample = (table: MixedTable, most: number) =>
    gowerPoints(pickRecords(table, evenRows(table.rows, most)), scales);
  const made = sample(files.synthetic, MOST_RECORDS);
  const fewest = Math.min(training.rows, holdout.rows);
  const toTraining = nearestGower(made, sample(training, training.rows), { k: 2 });
  const toSample =
    training.rows === fewest ? toTraining : nearestGower(made, sample(training, fewest), { k: 2 });
  const toHoldout = nearestGower(made, sample(holdout, fewest), { k: 2 });
  return {
    ...copies(toTraining, toSample, toHoldout),
    distances: distanceFigures(toSample, toHoldout),
  };
}
