import type { EvaluationReport } from "@symbolon/protocol";
import type { PatientRecords, RowTable } from "../../math/patientRecords.ts";
import { lagCorrelation } from "./lagCorrelation.ts";
import { codeWords, type SummaryPart } from "./patientSummary.ts";
import { sequenceDistances } from "./sequenceDistances.ts";

/** Held-out patients below which a table or a code is not judged: the figure would say more about them than about the file. */
const FEWEST_PATIENTS = 50;
const LAGS = [1, 3];

/**
 * The report's section on whole patients: how their rows over time compare with those of held-out patients, table by table, and correlations of numbers
 * with their patient's earlier ones. null for what fewer than 50 held-out patients have. `violations`: breaks of the description, counted before.
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
      const isShown = new Set(held.owner).size >= FEWEST_PATIENTS && made.owner.length > 0;
      const distances = isShown ? sequenceDistances(real, synthetic, { table: place, ...codes }) : null;
      return {
        table,
        rows: made.owner.length,
        rowsPerPatient: distances?.counts ?? null,
        codes: distances?.prevalence ?? null,
        gaps: distances?.gaps ?? null,
        transitions: distances?.transitions ?? null,
        lag: shown.flatMap((level) => {
          const column = held.rows.columns.find(({ name }) => name === code);
          if (!isShown || column?.kind !== "category") return [];
          const ofLevel = LAGS.map((lag) => ({
            of: codeWords(column.levels[level]!),
            lag,
            real: correlation(held, code!, level, lag),
            synthetic: correlation(made, code!, level, lag),
          }));
          return patientsWith(held, column.codes, level) < FEWEST_PATIENTS ? [] : ofLevel;
        }),
      };
    }),
  };
}

function correlation(table: RowTable, code: string, level: number, lag: number): number | null {
  const column = table.rows.columns.find(({ name }) => name === code);
  const number = table.rows.columns.find(({ kind }) => kind === "number");
  if (column?.kind !== "category" || number?.kind !== "number") return null;
  const values = number.values.map((value, row) => (column.codes[row] === level ? value : Number.NaN));
  const found = lagCorrelation(table, values, lag);
  return Number.isNaN(found) ? null : found;
}

function patientsWith({ owner }: RowTable, codes: Int32Array, level: number): number {
  return new Set(owner.filter((_, row) => codes[row] === level)).size;
}
