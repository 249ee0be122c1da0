import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  coxIntervals,
  coxRegression,
  lagCorrelation,
  membershipAttack,
  patientTrajectories,
  sequenceDistances,
} from "@symbolon/synth-worker/evaluation";
import { importEhr, keyedPrivacy } from "@symbolon/synth-worker/files";
import {
  fitPrivateRecords,
  type PatientRecords,
  parentPlaces,
  pickPatients,
  type SequenceSchema,
  samplePrivateRecords,
  synthesiseRecords,
  violationsOf,
} from "@symbolon/synth-worker/sequences";
import { seededBytes } from "../dp/seededBytes.ts";
import { nafldDomain, pbcDomain, withDomain } from "./cohortDomains.ts";
import { type EhrFigures, type EhrJob, HALVINGS, LEAF, PRIVACY } from "./ehrJob.ts";
import { fitJointEhr } from "./jointEhr.ts";
import { writeMadeUpPatients } from "./madeUpPatients.ts";
import { type Cohort, readNafld, readPbc } from "./readCohorts.ts";

const LABS = ["bili", "albumin", "platelet"] as const;

async function measureEhr(job: EhrJob): Promise<EhrFigures> {
  if (job.kind === "import") return await measureImport(job.patients);
  if (job.kind === "joint") return await measureJoint(job.seed);
  const cohort = job.kind.startsWith("pbc") ? readPbc() : readNafld();
  const leaf = job.kind.startsWith("pbc") ? LEAF.pbc : LEAF.nafld;
  if (job.kind.endsWith("attack"))
    return attackFigures(cohort, job.seed, leaf, job.kind.startsWith("pbc") ? HALVINGS.pbc : HALVINGS.nafld);
  const started = performance.now();
  const cpu = process.cpuUsage();
  const seed = seededBytes(job.seed, "patients").bytes(32);
  let real = cohort.records;
  let synthetic: PatientRecords;
  if (job.kind.endsWith("private")) {
    const domain = job.kind.startsWith("pbc") ? pbcDomain(cohort) : nafldDomain(cohort);
    real = withDomain(cohort, domain).records;
    const { model } = await fitPrivateRecords(real, cohort.schema, domain, {
      ...(job.kind.startsWith("pbc") ? PRIVACY.pbc : PRIVACY.nafld),
      mechanism: "mst",
      patientShare: job.kind.startsWith("pbc") ? 0.05 : 0.6,
      // Repeatable, so that a run can be looked at again: protects nobody.
      entropy: { guarantee: false, ...seededBytes(job.seed, "noise") },
    });
    synthetic = samplePrivateRecords(model, real.patients.rows, seed);
  } else synthetic = synthesiseRecords(real, cohort.schema, { leaf }).sample(real.patients.rows, seed);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const { foreignKeys, order, caps, once, sums } = violationsOf(synthetic, cohort.schema);
  const common = {
    seconds,
    cpuSeconds: (user + system) / 1e6,
    peakBytes,
    violations: foreignKeys + order + caps + once + sums,
  };
  return job.kind.startsWith("pbc")
    ? { ...common, ...lagFigures(real, synthetic) }
    : { ...common, ...nafldFigures(real, synthetic, cohort.schema) };
}

/** NAFLD dealt to three hospitals, and the same tables with the same budget measured at one place (`central_`). */
async function measureJoint(seed: number): Promise<EhrFigures> {
  const cohort = readNafld();
  const { schema } = cohort;
  const domain = nafldDomain(cohort);
  const real = withDomain(cohort, domain).records;
  const patientShare = 0.6;
  const started = performance.now();
  const cpu = process.cpuUsage();
  const joint = await fitJointEhr(real, { schema, domain, patientShare }, PRIVACY.nafld);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const central = await fitPrivateRecords(real, schema, domain, {
    ...PRIVACY.nafld,
    rhoMicro: joint.rhoMicro,
    mechanism: "fixed",
    patientShare,
    entropy: { guarantee: false, ...seededBytes(seed, "noise") },
  });
  const [made, single] = [joint.value, central.model].map((model) =>
    samplePrivateRecords(model, real.patients.rows, seededBytes(seed, "patients").bytes(32)),
  );
  const { foreignKeys, order, caps, once, sums } = violationsOf(made!, schema);
  return Object.fromEntries([
    ...Object.entries({
      ...joint.figures,
      seconds,
      cpuSeconds: (user + system) / 1e6,
      peakBytes: process.resourceUsage().maxRSS * 1024,
      violations: foreignKeys + order + caps + once + sums,
      ...nafldFigures(real, made!, schema),
    }),
    ...Object.entries(nafldFigures(real, single!, schema)).map(([name, value]) => [`central_${name}`, value]),
  ]);
}

function lagFigures(real: PatientRecords, synthetic: PatientRecords): EhrFigures {
  const logs = ({ tables }: PatientRecords, name: string, lag: number) => {
    const column = tables[0]!.rows.columns.find((each) => each.name === name);
    if (column?.kind !== "number") throw new Error(`there is no number column ${name}`);
    return lagCorrelation(tables[0]!, column.values.map(Math.log), lag);
  };
  const { counts, gaps } = sequenceDistances(real, synthetic, { table: 0 });
  return Object.fromEntries([
    ...LABS.flatMap((name) => [
      [`${name}Lag1Real`, logs(real, name, 1)],
      [`${name}Lag1`, logs(synthetic, name, 1)],
      [`${name}Lag1Error`, Math.abs(logs(synthetic, name, 1) - logs(real, name, 1))],
      [`${name}Lag3Error`, Math.abs(logs(synthetic, name, 3) - logs(real, name, 3))],
    ]),
    ["visitsVariation", counts],
    ["gapsVariation", gaps],
  ]);
}

function nafldFigures(
  real: PatientRecords,
  synthetic: PatientRecords,
  { tables }: SequenceSchema,
): EhrFigures {
  const names = ["age", "male", "nafld"];
  const [fit, made] = [real, synthetic].map((records) => {
    const { patients } = records;
    return coxRegression(
      names.map((name) => cellsOf(patients, name)),
      cellsOf(patients, "futime"),
      Uint8Array.from(cellsOf(patients, "status")),
    );
  });
  const [timed, timedMade] = [real, synthetic].map((records) => diabetesCox(records));
  const figures: [string, number][] = names.flatMap((name, j): [string, number][] => [
    [`cox_${name}_real`, fit!.coefficients[j]!],
    [`cox_${name}`, made!.coefficients[j]!],
    [
      `cox_${name}_errorInStandardErrors`,
      Math.abs(made!.coefficients[j]! - fit!.coefficients[j]!) / fit!.standardErrors[j]!,
    ],
  ]);
  tables.forEach(({ name, code }, table) => {
    const distances = sequenceDistances(real, synthetic, { table, code, state: "nafld" });
    for (const [what, value] of Object.entries(distances))
      if (value !== null) figures.push([`${name}_${what}_variation`, value]);
  });
  return Object.fromEntries([
    ...figures,
    ["timeDependentDiabetesReal", timed!.coefficient],
    ["timeDependentDiabetes", timedMade!.coefficient],
    [
      "timeDependentDiabetesErrorInStandardErrors",
      Math.abs(timedMade!.coefficient - timed!.coefficient) / timed!.standardError,
    ],
  ]);
}

/** Death on age, sex and diabetes from the day of its diagnosis on. */
function diabetesCox({ patients, tables }: PatientRecords): { coefficient: number; standardError: number } {
  const [age, male, futime, status] = ["age", "male", "futime", "status"].map((name) =>
    cellsOf(patients, name),
  );
  const event = tables[1]!;
  const codes = event.rows.columns[0]!;
  const onset = new Float64Array(patients.rows).fill(Number.POSITIVE_INFINITY);
  event.owner.forEach((patient, row) => {
    if (codes.kind === "category" && codes.levels[codes.codes[row]!] === "diabetes")
      onset[patient] = Math.min(onset[patient]!, event.days[row]!);
  });
  const rows: { patient: number; start: number; stop: number; event: number; diabetes: number }[] = [];
  for (let patient = 0; patient < patients.rows; patient++) {
    const end = futime![patient]!;
    if (!(end > 0)) continue;
    const from = onset[patient]!;
    const dead = status![patient]!;
    if (from <= 0 || from >= end)
      rows.push({ patient, start: 0, stop: end, event: dead, diabetes: Number(from <= 0) });
    else
      rows.push(
        { patient, start: 0, stop: from, event: 0, diabetes: 0 },
        { patient, start: from, stop: end, event: dead, diabetes: 1 },
      );
  }
  const { coefficients, standardErrors } = coxIntervals({
    starts: Float64Array.from(rows, ({ start }) => start),
    stops: Float64Array.from(rows, ({ stop }) => stop),
    events: Uint8Array.from(rows, ({ event: died }) => died),
    columns: [
      Float64Array.from(rows, ({ patient }) => age![patient]!),
      Float64Array.from(rows, ({ patient }) => male![patient]!),
      Float64Array.from(rows, ({ diabetes }) => diabetes),
    ],
  });
  return { coefficient: coefficients[2] ?? Number.NaN, standardError: standardErrors[2] ?? Number.NaN };
}

/**
 * Whole patients under attack: a generator of one half, the other half as non-members. A small cohort is halved again and again: one halving of 312 patients
 * tells an AUC to +- .07 only. Limits are the attack's own, or of the mean over halvings (normal, 95 %).
 */
function attackFigures(cohort: Cohort, seed: number, leaf: number, halvings: number): EhrFigures {
  const attacks = Array.from({ length: halvings }, (_, i) => attackHalf(cohort, seed * halvings + i, leaf));
  const mean = (of: (attack: (typeof attacks)[number]) => number) =>
    attacks.reduce((sum, attack) => sum + of(attack), 0) / halvings;
  const auc = mean((attack) => attack.auc.value);
  const spread = Math.sqrt(mean((attack) => (attack.auc.value - auc) ** 2) / Math.max(1, halvings - 1));
  return {
    auc,
    aucLow: halvings === 1 ? attacks[0]!.auc.low : auc - 1.96 * spread,
    aucHigh: halvings === 1 ? attacks[0]!.auc.high : auc + 1.96 * spread,
    halvings,
    tprAt1PercentFpr: mean((attack) => attack.tprAt1PercentFpr.value),
  };
}

function attackHalf({ records, schema }: Cohort, seed: number, leaf: number) {
  const keys = new BigUint64Array(seededBytes(seed, "halves").bytes(8 * records.patients.rows).buffer);
  const order = Int32Array.from(keys.keys()).sort((a, b) => (keys[a]! < keys[b]! ? -1 : 1));
  const middle = order.length >> 1;
  const parents = parentPlaces(schema);
  const training = pickPatients(records, order.subarray(0, middle), parents);
  const holdout = pickPatients(records, order.subarray(middle, 2 * middle), parents);
  const synthetic = synthesiseRecords(training, schema, { leaf }).sample(
    training.patients.rows,
    seededBytes(seed, "patients").bytes(32),
  );
  const codes = schema.tables.map(({ code }) => code);
  const [made, members, others] = [synthetic, training, holdout].map((each) =>
    patientTrajectories(each, codes),
  );
  return membershipAttack({ synthetic: made!, training: members!, holdout: others! });
}

async function measureImport(patients: number): Promise<EhrFigures> {
  const folder = mkdtempSync(join(tmpdir(), "symbolon-ehr-bench-"));
  try {
    const files = await writeMadeUpPatients(join(folder, "fhir"), patients, 1);
    const started = performance.now();
    const report = await importEhr(
      { kind: "fhir", files, version: "R4" },
      {
        out: join(folder, "omop"),
        format: "csv",
        privacy: keyedPrivacy(seededBytes(1, "key").bytes(32), "shifted"),
      },
    );
    return {
      patients,
      seconds: (performance.now() - started) / 1000,
      peakBytes: process.resourceUsage().maxRSS * 1024,
      people: report.rows.person ?? 0,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function cellsOf({ columns }: PatientRecords["patients"], name: string): Float64Array {
  const column = columns.find((each) => each.name === name);
  if (column === undefined) throw new Error(`there is no column ${name}`);
  return column.kind === "number" ? column.values : Float64Array.from(column.codes);
}

// Started by the benchmark with a job as its argument; the last line of the output is the figures.
console.log(JSON.stringify(await measureEhr(JSON.parse(process.argv[2]!) as EhrJob)));
