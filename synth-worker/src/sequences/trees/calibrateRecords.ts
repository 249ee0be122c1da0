import type { PatientRecords } from "../../math/patientRecords.ts";
import { type AttackFigures, type LeafCalibration, tryLeaves } from "../../trees/tryLeaves.ts";
import type { SequenceSchema } from "../records/sequenceSchema.ts";
import { synthesiseRecords } from "./synthesiseRecords.ts";

const LEAVES: readonly number[] = [20, 50, 100, 200];

/**
 * The smallest leaf at which a membership attack on whole patients, with the patients of `holdout` as non-members, fails (see calibrateLeaf, whose
 * limits and caveats apply); a refusal when there is none. `attack` is given as many synthetic patients as training ones, and (`rows`) the file itself that
 * will be released, for every seed. Throws as
 * synthesiseRecords does, and RangeError without seeds.
 */
export function calibrateRecords(
  input: {
    readonly training: PatientRecords;
    readonly holdout: PatientRecords;
    readonly schema: SequenceSchema;
    readonly attack: (files: {
      readonly synthetic: PatientRecords;
      readonly training: PatientRecords;
      readonly holdout: PatientRecords;
    }) => AttackFigures;
    readonly seeds: readonly Uint8Array[];
    readonly rows?: number;
  },
  leaves: readonly number[] = LEAVES,
): LeafCalibration {
  const { training, holdout, schema, attack, seeds, rows } = input;
  if (seeds.length === 0) throw new RangeError("nothing to try");
  const most = training.patients.rows;
  const counts = rows === undefined || rows === most ? [most] : [most, rows];
  return tryLeaves(most, leaves, (leaf) => {
    const { sample } = synthesiseRecords(training, schema, { leaf });
    return seeds.flatMap((seed) =>
      counts.map((count) => attack({ synthetic: sample(count, seed), training, holdout })),
    );
  });
}
