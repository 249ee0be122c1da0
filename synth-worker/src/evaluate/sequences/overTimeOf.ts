import type { EvaluationReport } from "@symbolon/protocol";
import type { PatientRecords, RowTable } from "../../math/patientRecords.ts";
import { lagCorrelation } from "./lagCorrelation.ts";
import { codeWords, type SummaryPart } from "./patientSummary.ts";
import { sequenceDistances } from "./sequenceDistances.ts";

/** Held-out patients whom a figure is made of, below which it is not told: it would say more about them than about the file. */
const FEWEST_PATIENTS = 50;
const LAGS = [1, 3];

/**
 * The report's section on whole patients: how their rows over time compare with those of held-out patients, table by table, and correlations of numbers
 * with their patient's earlier ones. Null, or left out, for what fewer than 50 held-out patients have: rows, two rows (gaps, transitions), or a row `lag` rows
 * after another (lag). `violations`: breaks of the description, counted before.
 */
export function overTimeOf(
  real: PatientRecords,
  synthetic: PatientRecords,
  { parts, violations }: { readonly parts: readonly SummaryPart[]; readonly violations: number },
): NonNullable<EvaluationReport["overTime"]> {
  return {
    patients: synthetic.patients.rows,
    violations,
    tables: parts.map(({ place, table, code, shown }) => {
      const [held, made] = [real.tables[place]!, synthetic.tables[place]!];
      const codes = code === null ? {} : { code };
      const isShown = patientsWith(held, 1) >= FEWEST_PATIENTS && made.owner.length > 0;
      const hasPairs = patientsWith(held, 2) >= FEWEST_PATIENTS;
      const distances = isShown ? sequenceDistances(real, synthetic, { table: place, ...codes }) : null;
      return {
        table,
        rows: made.owner.length,
        rowsPerPatient: distances?.counts ?? null,
        codes: distances?.prevalence ?? null,
        gaps: hasPairs ? (distances?.gaps ?? null) : null,
        transitions: hasPairs ? (distances?.transitions ?? null) : null,
        lag: isShown && code !== null ? shown.flatMap((level) => lagsOf(held, made, code, level)) : [],
      };
    }),
  };
}

type Lags = NonNullable<EvaluationReport["overTime"]>["tables"][number]["lag"];

function lagsOf(held: RowTable, made: RowTable, code: string, level: number): Lags {
  const [real, synthetic] = [held, made].map((table) => numbersOf(table, code, level));
  const column = held.rows.columns.find(({ name }) => name === code);
  if (real == null || synthetic == null || column?.kind !== "category") return [];
  return LAGS.filter((lag) => patientsWith(held, lag + 1, real) >= FEWEST_PATIENTS).map((lag) => ({
    of: codeWords(column.levels[level]!),
    lag,
    real: known(lagCorrelation(held, real, lag)),
    synthetic: known(lagCorrelation(made, synthetic, lag)),
  }));
}

const known = (value: number) => (Number.isNaN(value) ? null : value);

/** The table's numbers, NaN in rows that are not about `level`; null where it has none. */
function numbersOf({ rows }: RowTable, code: string, level: number): Float64Array | null {
  const column = rows.columns.find(({ name }) => name === code);
  const number = rows.columns.find(({ kind }) => kind === "number");
  if (column?.kind !== "category" || number?.kind !== "number") return null;
  return number.values.map((value, row) => (column.codes[row] === level ? value : Number.NaN));
}

/** Patients with so many rows; with `numbers`, rows that have one. */
function patientsWith({ owner }: RowTable, least: number, numbers?: Float64Array): number {
  const rows = new Map<number, number>();
  owner.forEach((patient, row) => {
    if (numbers === undefined || !Number.isNaN(numbers[row]!))
      rows.set(patient, (rows.get(patient) ?? 0) + 1);
  });
  return [...rows.values()].filter((count) => count >= least).length;
}
