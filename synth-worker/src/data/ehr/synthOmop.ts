import type { SynthCells } from "@symbolon/protocol";
import { SymbolonError } from "@symbolon/protocol";
import { checkOmop } from "../../ehr/omop/checkOmop.ts";
import { OMOP_TABLE_NAMES } from "../../ehr/omop/omopTables.ts";
import { membershipAttack } from "../../evaluate/attacks/membershipAttack.ts";
import { patientTrajectories } from "../../evaluate/sequences/patientTrajectories.ts";
import type { PatientRecords } from "../../math/patientRecords.ts";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { shuffle } from "../../random/shuffle.ts";
import { parentPlaces } from "../../sequences/records/parentPlaces.ts";
import { pickPatients } from "../../sequences/records/pickPatients.ts";
import { violationsOf } from "../../sequences/records/violationsOf.ts";
import { calibrateRecords } from "../../sequences/trees/calibrateRecords.ts";
import { synthesiseRecords } from "../../sequences/trees/synthesiseRecords.ts";
import type { LeafTrial } from "../../trees/tryLeaves.ts";
import { omopFiles } from "./omopFiles.ts";
import { type OmopRecords, omopRecords } from "./omopRecords.ts";
import { readOmop } from "./readOmop.ts";
import { recordsToOmop } from "./recordsToOmop.ts";
import { withVocabulary } from "./withVocabulary.ts";

const HOLDOUT_SHARE = 0.2;

/** What was made, from what, and how it withstood; without files when `leaf` is null. */
export type OmopSynthesis = {
  readonly format: "symbolon-omop-synthesis/1";
  readonly differentiallyPrivate: false;
  readonly patients: { readonly training: number; readonly holdout: number; readonly written: number };
  /** The leaf that withstood the attack on whole patients, and all that were tried. */
  readonly leaf: number | null;
  readonly tried: readonly LeafTrial[];
  readonly rows: Readonly<Record<string, number>>;
  readonly leftOut: OmopRecords["leftOut"] & {
    readonly rowsBeyondRules: number;
    readonly tables: readonly string[];
  };
  readonly violations: number;
  /** Findings of checkOmop in what was written. */
  readonly findings: number;
};

/**
 * High-fidelity patients of the OMOP tables in `folder` (imported before, so that nothing in them identifies anybody), written as OMOP tables to `out`.
 * NOT differentially private. A fifth of the people, drawn by `seed`, is kept out; the smallest leaf at which a membership attack on whole
 * patients fails makes the tables, and when there is none nothing is written. All in memory. Throws E1005 and E1001 as openOmop, E1007 for too few
 * people, RangeError for conditions that too few people meet.
 */
export async function synthOmop(
  folder: string,
  options: {
    readonly out: string;
    readonly format: "csv" | "parquet";
    readonly seed: Uint8Array;
    readonly mostRows: number;
    /** Patients to write (default: as many as there are to learn from). */
    readonly patients?: number;
    /** Conditions on patients and numbers of rows, see synthesiseRecords. */
    readonly where?: readonly SynthCells[];
  },
): Promise<OmopSynthesis> {
  const tables = await readOmop(folder);
  const { records, schema, targets, leftOut } = omopRecords(tables, options.mostRows);
  const order = Uint32Array.from({ length: records.patients.rows }, (_, patient) => patient);
  shuffle(order, fastStream(keystream(options.seed, "holdout")));
  const kept = Math.round(HOLDOUT_SHARE * order.length);
  if (order.length - kept < 40 || kept < 3) throw new SymbolonError("E1007", { file: "person" });
  const parents = parentPlaces(schema);
  const holdout = pickPatients(records, order.subarray(0, kept), parents);
  const training = pickPatients(records, order.subarray(kept), parents);
  const flat = (each: PatientRecords) =>
    patientTrajectories(
      each,
      schema.tables.map(({ code }) => code),
    );
  const calibration = calibrateRecords({
    training,
    holdout,
    schema,
    attack: (files) =>
      membershipAttack({
        synthetic: flat(files.synthetic),
        training: flat(files.training),
        holdout: flat(files.holdout),
      }),
    seeds: [options.seed],
  });
  const { tried } = calibration;
  const leaf = calibration.kind === "calibrated" ? calibration.leaf : null;
  const report = {
    format: "symbolon-omop-synthesis/1",
    differentiallyPrivate: false,
    patients: { training: training.patients.rows, holdout: kept, written: 0 },
    leaf,
    tried,
    rows: {},
    leftOut: { ...leftOut, rowsBeyondRules: 0, tables: [] },
    violations: 0,
    findings: 0,
  } as const;
  if (leaf === null) return report;
  const { sample, rowsLeftOut, tablesLeftOut } = synthesiseRecords(training, schema, { leaf });
  const made = sample(options.patients ?? training.patients.rows, options.seed, options.where);
  const { foreignKeys, order: days, caps, once, sums } = violationsOf(made, schema);
  const omop = recordsToOmop(made, targets);
  const whole = withVocabulary(omop, tables);
  const files = await omopFiles(options.out, options.format);
  try {
    await files.write(whole);
    await files.finish();
  } catch (error) {
    await files.abandon();
    throw error;
  }
  return {
    ...report,
    patients: { ...report.patients, written: made.patients.rows },
    rows: Object.fromEntries(OMOP_TABLE_NAMES.map((name) => [name, whole[name].length])),
    leftOut: {
      ...leftOut,
      rowsBeyondRules: rowsLeftOut.reduce((sum, each) => sum + each, 0),
      tables: tablesLeftOut,
    },
    violations: foreignKeys + days + caps + once + sums,
    findings: [...checkOmop(whole)].length,
  };
}
