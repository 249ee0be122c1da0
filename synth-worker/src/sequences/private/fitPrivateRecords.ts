import { SymbolonError } from "@symbolon/protocol";
import type { EncodedTable } from "../../math/encodedTable.ts";
import type { PatientRecords, RowTable } from "../../math/patientRecords.ts";
import type { Accountant } from "../../privacy/accountant.ts";
import type { CountSource } from "../../privacy/countSource.ts";
import { gdpRhoMicroFor } from "../../privacy/gdpRhoMicroFor.ts";
import type { Neighbours } from "../../privacy/neighbours.ts";
import type { NoisyCounts } from "../../privacy/noisyCounts.ts";
import type { EntropySource } from "../../random/entropySource.ts";
import type { ColumnLevels } from "../../tabular/coarse/columnLevels.ts";
import type { Foundation } from "../../tabular/mechanisms/foundation.ts";
import type { MechanismName, ReleaseOptions, WorkloadItem } from "../../tabular/mechanisms/releaseOptions.ts";
import type { PrivateModel } from "../../tabular/model/privateModel.ts";
import { countGroups } from "../history/countGroups.ts";
import { withCounts } from "../history/withCounts.ts";
import { checkSchema } from "../records/checkSchema.ts";
import { keepModelled } from "../records/keepModelled.ts";
import { numberCells } from "../records/numberCells.ts";
import { parentPlaces } from "../records/parentPlaces.ts";
import type { SequenceSchema } from "../records/sequenceSchema.ts";
import { encodeRows } from "./encodeRows.ts";
import { fitPart, type RecordsPart } from "./fitPart.ts";
import { fixedSets } from "./fixedSets.ts";
import { gapFoundation } from "./gapFoundation.ts";
import { survivalFoundation } from "./hazards/survivalFoundation.ts";
import type { PatientCoding } from "./patientCoding.ts";
import type { PrivateRecordsModel } from "./privateRecordsModel.ts";
import type { PublicDomain } from "./publicDomain.ts";
import { recordsCoding, type TableCoding } from "./recordsCoding.ts";
import type { RowTableCoding } from "./rowCoding.ts";
import { spreadCounts } from "./spreadCounts.ts";

const DEFAULT_PATIENT_SHARE = 0.5;
/** Of what a table of rows has, values take this much (more where its pairs are named); when and about what its rows are, the rest. */
const VALUE_PERCENT = 50n;
const MARKOV_VALUE_PERCENT = 85n;
/** What survival with each of its covariates weighs beside other tables. */
const COVARIATE_WEIGHT = 20;
/** What a drawn column with its own past weighs beside other tables. */
const PAST_WEIGHT = 4;

export type PrivateRecordsOptions = {
  readonly epsilon: number;
  readonly delta: number;
  readonly entropy: EntropySource;
  /** How tables of counts are chosen (default aim); mst is steadier for a few hundred patients; fixed: by the description alone (fixedSets). */
  readonly mechanism?: MechanismName;
  /** Share of the budget for the patients' own table (default a half); the tables of rows share the rest alike. */
  readonly patientShare?: number;
  /** What may be spent, in micro-rho (default, and at most: what Gaussian noise may, gdpRhoMicroFor; other noise has less). */
  readonly rhoMicro?: bigint;
  /** Opens a source of counts for noisy looks (default PrivateTable.open). Several hospitals that count together open another one (joint/parts). */
  readonly open?: (
    source: CountSource,
    accountant: Accountant,
    neighbours: Neighbours,
    entropy: EntropySource,
  ) => NoisyCounts;
};

/**
 * A Markov graphical model of patients over time, (epsilon, delta)-differentially private for a whole patient, added or removed, with all that is
 * theirs. Three kinds of tables of counts are measured, all through PrivateTable with rounded Gaussian noise: patients with their numbers of rows (one
 * record per patient: sensitivity 1); per table, gap and code given the past, and values given the past (a patient's units add up to the cap:
 * spreadUnits). Each measured part spends a fixed share of the one budget; mu^2 and rho add up over parts (docs/PRIVACY.md). Rows beyond the
 * caps are left out by a rule that looks at one patient alone (keepModelled). Throws E1006 for a description or domain that does not fit, E3009
 * for a budget that covers nothing, RangeError as gdpRhoMicroFor, and for a budget above it.
 */
export async function fitPrivateRecords(
  given: PatientRecords,
  schema: SequenceSchema,
  domain: PublicDomain,
  options: PrivateRecordsOptions,
): Promise<{ readonly model: PrivateRecordsModel; readonly charges: Accountant["log"] }> {
  checkSchema(given, schema);
  const coding = recordsCoding(schema, domain);
  const { records } = keepModelled(given, schema);
  const { patients, tables } = records;
  const above = parentPlaces(schema);
  checkLevels(given, domain);
  const allowed = gdpRhoMicroFor(options.epsilon, options.delta);
  const { rhoMicro = allowed } = options;
  if (rhoMicro > allowed) throw new RangeError("the budget is more than epsilon and delta allow");
  const { patientShare = DEFAULT_PATIENT_SHARE } = options;
  if (!(patientShare > 0 && patientShare < 1)) throw new RangeError("a share lies between 0 and 1");
  const charges: Accountant["log"][number][] = [];
  const fit = async (part: RecordsPart): Promise<PrivateModel> => {
    const fitted = await fitPart(part, options);
    charges.push(...fitted.charges);
    return fitted.model;
  };

  const named =
    options.mechanism === "fixed" ? fixedSets(coding.patients, tiesOf(schema, coding.patients)) : null;
  const counts = tables.map((table, t) => {
    const parent = tables[above[t]!];
    const places =
      parent === undefined
        ? { of: table.owner, count: patients.rows }
        : { of: table.parent!, count: parent.owner.length };
    return countGroups(table, coding.tables[t]!.code, coding.tables[t]!.groups, places);
  });
  const childCounts = (parent: number) => counts.filter((_, t) => above[t] === parent).flat();
  const encoded = coding.patients.encode(patients, childCounts(-1));
  const ofPatients = (rhoMicro * BigInt(Math.round(patientShare * 1e6))) / 1_000_000n;
  const patientModel = await fit({
    what: "patients",
    source: spreadCounts(
      encoded,
      Int32Array.from({ length: patients.rows }, (_, row) => row),
      1,
    ),
    most: 1,
    levels: coding.patients.levels,
    rhoMicro: ofPatients,
    how: {
      ...patientTarget(schema, coding.patients),
      ...(named === null ? {} : { workload: named.patients }),
    },
  });
  const context = coding.patients.context;
  const encodedRows = (table: RowTable, t: number) => {
    const own = coding.tables[t]!;
    const parent = tables[above[t]!];
    const children = own.children.map((child, i) => ({ name: child.name, values: childCounts(t)[i]! }));
    const source = {
      table: { ...table, rows: withCounts(table.rows, children) },
      patients: { rows: patients.rows, columns: [] },
      until: schema.until === undefined ? null : numberCells(patients, schema.until),
      above: parent === undefined ? null : { table: parent, counts: counts[t]![0]! },
      code: own.code,
      groups: own.groups,
    };
    return encodeRows(source, own, {
      patientLevels: encoded.columns.slice(0, context),
      patientSizes: coding.patients.sizes.slice(0, context),
      parent: parent === undefined ? null : { rows: parent.rows, coding: coding.tables[above[t]!]! },
    });
  };
  const models: PrivateRecordsModel["tables"][number][] = [];
  for (const [t, table] of tables.entries()) {
    const own = coding.tables[t]!;
    const { name, mostRows } = schema.tables[t]!;
    const { markov = false } = domain.tables[t]!;
    const levels = levelsAbove(coding.patients.levels.slice(0, context), coding.tables[above[t]!]);
    const gaps =
      schema.until === undefined
        ? undefined
        : gapFoundation(pairAt(own.when), own.gap.size - 1, own.firstDay.size - 1);
    const partOf = (
      cells: EncodedTable,
      rows: RowTableCoding,
      foundation?: Foundation,
    ): Omit<RecordsPart, "what" | "rhoMicro"> => ({
      source: spreadCounts(cells, table.owner, mostRows),
      most: mostRows,
      levels: [...levels, ...rows.columns.map(({ ordered, missing }) => ({ ordered, missing }))],
      how: markov
        ? { pairs: rows.pairs }
        : {
            given: [...levels.keys()],
            workload: named?.rows(rows) ?? pastOf(rows),
            ...(foundation === undefined ? {} : { foundation }),
          },
    });
    const { when, what } = encodedRows(table, t);
    const share = (rhoMicro - ofPatients) / BigInt(tables.length);
    const ofValues = what === null ? 0n : (share * (markov ? MARKOV_VALUE_PERCENT : VALUE_PERCENT)) / 100n;
    models.push({
      when: await fit({
        ...partOf(when, own.when, gaps),
        what: `${name}, when`,
        rhoMicro: share - ofValues,
      }),
      what:
        what === null
          ? null
          : await fit({ ...partOf(what, own.what!), what: `${name}, what`, rhoMicro: ofValues }),
    });
  }
  return {
    model: {
      format: "symbolon-private-records/1",
      schema,
      domain,
      patients: patientModel,
      tables: models,
      privacy: {
        unit: "patient",
        relation: "add-remove",
        epsilon: options.epsilon,
        delta: options.delta,
        rhoMicro: rhoMicro.toString(),
        guarantee: options.entropy.guarantee,
      },
    },
    charges,
  };
}

/** The gap's own pair: its pace, and itself. */
function pairAt({ pairs }: RowTableCoding): readonly [number, number] {
  const [pace, gap] = pairs[0]!;
  return [pace!, gap!];
}

/** Every drawn column with what says most about it. */
function pastOf({ pairs }: RowTableCoding): WorkloadItem[] {
  return pairs.map((columns) => ({ columns, weight: PAST_WEIGHT }));
}

/** Patient columns that rows go with when nothing is chosen: survival, and what it is compared by. */
function tiesOf({ survival }: SequenceSchema, { names, context }: PatientCoding): number[] {
  if (survival === undefined) return [];
  const covariates = (survival.covariates ?? []).map((name) => names.indexOf(name));
  return [context - 1, ...covariates.filter((column) => column >= 0)];
}

/** Survival is what everything else is compared with; its covariates come first, and are its foundation. */
function patientTarget(
  { survival }: SequenceSchema,
  { names, outcome, coders }: PatientCoding,
): Partial<ReleaseOptions> {
  if (survival === undefined || outcome === null) return {};
  const { column: target } = outcome;
  const covariates = (survival.covariates ?? [])
    .map((name) => names.indexOf(name))
    .filter((column) => column >= 0 && column < target);
  const foundation = survivalFoundation(
    covariates.map((column) => ({ column, coder: coders[column]! })),
    outcome,
  );
  return {
    target,
    workload: covariates.map((column) => ({ columns: [column, target], weight: COVARIATE_WEIGHT })),
    ...(foundation === null ? {} : { foundation }),
  };
}

function levelsAbove(patient: readonly ColumnLevels[], parent: TableCoding | undefined): ColumnLevels[] {
  return [
    ...patient,
    ...(parent?.coders ?? []).map(({ ordered, missing }): ColumnLevels => ({ ordered, missing })),
  ];
}

/** The records' columns and code books must be the domain's, in its order: a level's place is its level. */
function checkLevels(records: PatientRecords, domain: PublicDomain): void {
  const tables = [records.patients, ...records.tables.map(({ rows }) => rows)];
  [domain.patients, ...domain.tables.map(({ columns }) => columns)].forEach((columns, t) => {
    columns.forEach((column, c) => {
      const found = tables[t]!.columns[c];
      const isSame =
        found?.name === column.name && column.kind === "category" && found?.kind === "category"
          ? found.levels.join("\n") === column.levels.join("\n")
          : found?.name === column.name && found.kind === column.kind;
      if (!isSame)
        throw new SymbolonError("E1006", {
          document: "public domain",
          reason: `column ${column.name} differs from the records'`,
        });
    });
  });
}
