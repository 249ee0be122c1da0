import {
  type ArchiveFile,
  digestOfBytes,
  FRAME_TABLES,
  type HighFidelityOrderSpec,
  MIN_COHORT_HOLDOUT,
  PATIENTS_FILE,
  zipFiles,
} from "@symbolon/protocol";
import { omopCsv } from "../../../data/ehr/omopCsv.ts";
import { recordsToOmop } from "../../../data/ehr/recordsToOmop.ts";
import { withVocabulary } from "../../../data/ehr/withVocabulary.ts";
import { membershipAttack } from "../../../evaluate/attacks/membershipAttack.ts";
import { calibrationAttack } from "../../../evaluate/report/calibrationAttack.ts";
import { evaluateMixed } from "../../../evaluate/report/evaluateMixed.ts";
import { overTimeOf } from "../../../evaluate/sequences/overTimeOf.ts";
import { patientSummary, summaryParts } from "../../../evaluate/sequences/patientSummary.ts";
import { patientTrajectories } from "../../../evaluate/sequences/patientTrajectories.ts";
import type { PatientRecords } from "../../../math/patientRecords.ts";
import { violationsOf } from "../../../sequences/records/violationsOf.ts";
import { calibrateRecords } from "../../../sequences/trees/calibrateRecords.ts";
import { synthesiseRecords } from "../../../sequences/trees/synthesiseRecords.ts";
import type { OrderRows } from "../../../tabular/hospital/rowsOfOrder.ts";
import { toCsv } from "../../../tabular/toCsv.ts";
import type { Hospital } from "../openHospital.ts";
import { columnValues } from "./columnValues.ts";
import type { MadeFile } from "./madeFile.ts";
import { orderPatients, RECORD_PREFIX } from "./orderPatients.ts";

/** Patients to learn from and to judge by, below which nothing is made: two leaves of twenty, and what an attack needs. */
const FEWEST = { training: 40, holdout: MIN_COHORT_HOLDOUT };

/** The day on which a patient's time begins was moved at random on import: it says nothing, and nearly every patient has one of their own. */
const MOVED = ["first day"];

type Files = Record<"synthetic" | "training" | "holdout", PatientRecords>;

/**
 * An archive of `spec.rows` whole patients: their record's columns and their OMOP tables, made by the high-fidelity engine for patients over time with
 * the smallest leaf at which membership attacks on whole patients and on their summary fail; null when there is none or too few patients have
 * tables. NOT differentially private. `seed`: 32 secret bytes. Throws what orderPatients throws.
 */
export async function makePatients(
  hospital: Hospital,
  spec: HighFidelityOrderSpec,
  flags: Pick<OrderRows, "training" | "holdout">,
  seed: Uint8Array,
): Promise<MadeFile | null> {
  const { training, holdout, schema, targets, source } = await orderPatients(hospital, flags);
  if (training.patients.rows < FEWEST.training || holdout.patients.rows < FEWEST.holdout) return null;
  const parts = summaryParts(training, schema);
  const codes = schema.tables.map(({ code }) => code);
  const of = <T>({ synthetic, training, holdout }: Files, view: (each: PatientRecords) => T) => ({
    synthetic: view(synthetic),
    training: view(training),
    holdout: view(holdout),
  });
  const summaries = (files: Files) => of(files, (each) => patientSummary(each, parts, MOVED));
  const wholeAttack = (files: Files) =>
    membershipAttack(of(files, (each) => patientTrajectories(each, codes)));
  const calibration = calibrateRecords({
    training,
    holdout,
    schema,
    attack: (files) => worse(wholeAttack(files), calibrationAttack(summaries(files))),
    seeds: [seed],
    rows: spec.rows,
  });
  if (calibration.kind === "refused") return null;
  const { leaf, tried } = calibration;
  const synthetic = synthesiseRecords(training, schema, { leaf }).sample(spec.rows, seed);
  const breaks = Object.values(violationsOf(synthetic, schema)).reduce((sum, each) => sum + each, 0);
  const file = archiveOf(synthetic, hospital, withVocabulary(recordsToOmop(synthetic, targets), source));
  const outputHash = digestOfBytes(file);
  const files = { synthetic, training, holdout };
  const report = evaluateMixed(summaries(files), {
    labels: {
      synthetic: { name: "patients of the order", sha256: outputHash },
      // A digest of records would tell who guesses them all that the guess is right.
      training: { name: "training half", sha256: null },
      holdout: { name: "holdout", sha256: null },
    },
    releaseClass: "high-fidelity",
    disclosure: "rounded",
    utility: { survival: survivalsOf(hospital) },
    whole: {
      membership: [wholeAttack(files)],
      sections: { overTime: overTimeOf(holdout, synthetic, { parts, violations: breaks }) },
    },
  });
  return { calibration: { leaf, leavesTried: tried.length }, file, outputHash, report };
}

type Figures = ReturnType<typeof calibrationAttack>;

function worse(a: Figures, b: Figures): Figures {
  return {
    auc: a.auc.high > b.auc.high ? a.auc : b.auc,
    tprAt1PercentFpr:
      a.tprAt1PercentFpr.value > b.tprAt1PercentFpr.value ? a.tprAt1PercentFpr : b.tprAt1PercentFpr,
  };
}

/** The survival that the hospital names among the columns of its records. */
function survivalsOf({ config }: Hospital) {
  return config.survival.map(({ time, event, level }) => ({
    time: `${RECORD_PREFIX}${time}`,
    event: `${RECORD_PREFIX}${event}`,
    positive: level,
  }));
}

function archiveOf(
  { patients }: PatientRecords,
  { schema }: Hospital,
  tables: ReturnType<typeof withVocabulary>,
): Uint8Array<ArrayBuffer> {
  const own = patients.columns
    .filter(({ name }) => name.startsWith(RECORD_PREFIX))
    .map((column) => ({ ...columnValues(column), name: column.name.slice(RECORD_PREFIX.length) }));
  const ids = {
    name: "person_id",
    kind: "numeric" as const,
    values: Float64Array.from({ length: patients.rows }, (_, p) => p + 1),
  };
  const first: ArchiveFile = { name: PATIENTS_FILE, bytes: toCsv([ids, ...own]) };
  const wanted = new Set<string>([...FRAME_TABLES, ...schema.related!.tables]);
  return zipFiles([first, ...omopCsv(tables, (table) => wanted.has(table))]);
}
