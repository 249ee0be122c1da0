import type { PublicColumn, PublicDomain } from "@symbolon/synth-worker/sequences";
import type { Cohort } from "./readCohorts.ts";

/** Columns that the schemas declare without missing cells. */
const COMPLETE = new Set(["age", "futime", "value", "bili", "albumin"]);

/**
 * What is told of NAFLD in public: the schema's code books, and ranges a clinician would write down (not the file's own ends). Gaps and days in whole
 * days; follow-up of up to 20 years on a grid of six.
 */
export function nafldDomain({ records }: Cohort): PublicDomain {
  const [lab, event] = records.tables;
  return {
    patients: [
      numbers("age", even(18, 100, 41), 0),
      category(records.patients, "male"),
      numbers("weight", even(30, 190, 32), 1),
      numbers("height", even(120, 220, 25), 0),
      numbers("bmi", even(10, 90, 40), 2),
      numbers("futime", [0, 7300], 0),
      category(records.patients, "status"),
      category(records.patients, "nafld"),
    ],
    grid: [0, 1000, 2000, 3000, 4500, 6000, 7300],
    tables: [
      {
        columns: [
          category(lab!.rows, "test"),
          {
            ...numbers("value", even(0, 200, 24), 1),
            edgesOf: {
              hdl: even(0, 144, 24),
              sbp: even(60, 252, 24),
              smoke: even(0, 2.4, 24),
              fib4: even(2.6, 26.6, 24),
            },
          },
        ],
        firstDay: even(-8000, 7500, 31),
        gap: [0, 1, 8, 31, 61, 92, 122, 183, 274, 366, 548, 731, 1096, 1827, 3653, 8000],
      },
      {
        columns: [category(event!.rows, "event")],
        firstDay: even(-17_000, 7000, 48),
        gap: [0, 1, 8, 31, 92, 183, 366, 731, 1096, 1827, 2922, 4383, 7305, 17_000],
      },
    ],
  };
}

/** What is told of the PBC trial in public, for the three laboratory values that are judged. */
export function pbcDomain({ records }: Cohort): PublicDomain {
  return {
    patients: [
      numbers("futime", [0, 5300], 0),
      category(records.patients, "status"),
      category(records.patients, "sex"),
    ],
    grid: [0, 1325, 2650, 5300],
    tables: [
      {
        columns: [
          numbers("bili", finer([0.2, 0.6, 0.8, 1.2, 2.2, 5, 30]), 1),
          numbers("albumin", finer([1.8, 2.9, 3.2, 3.4, 3.6, 3.8, 4.8]), 2),
          numbers("platelet", finer([60, 130, 175, 215, 265, 330, 700]), 0),
        ],
        markov: true,
        firstDay: [0, 1, 100, 5300],
        gap: [0, 120, 200, 300, 420, 600, 900, 5300],
      },
    ],
  };
}

function even(from: number, to: number, bins: number): number[] {
  return Array.from({ length: bins + 1 }, (_, i) => from + ((to - from) * i) / bins);
}

/** Every bin cut into four of equal ratio. */
function finer(edges: readonly number[]): number[] {
  return edges.flatMap((edge, i) =>
    i === 0 ? [edge] : [0.25, 0.5, 0.75, 1].map((part) => edges[i - 1]! * (edge / edges[i - 1]!) ** part),
  );
}

function numbers(
  name: string,
  edges: readonly number[],
  decimals: number,
): PublicColumn & { readonly kind: "number" } {
  return { name, kind: "number", edges, decimals, complete: COMPLETE.has(name) };
}

function category(table: Cohort["records"]["patients"], name: string): PublicColumn {
  const column = table.columns.find((each) => each.name === name);
  if (column?.kind !== "category") throw new Error(`there is no category column ${name}`);
  return { name, kind: "category", levels: column.levels, complete: column.codes.every((code) => code >= 0) };
}

/** A cohort with the columns of a domain only, in its order. */
export function withDomain({ records, schema }: Cohort, domain: PublicDomain): Cohort {
  const pick = (table: Cohort["records"]["patients"], columns: readonly PublicColumn[]) => ({
    rows: table.rows,
    columns: columns.map(({ name }) => table.columns.find((column) => column.name === name)!),
  });
  return {
    records: {
      patients: pick(records.patients, domain.patients),
      tables: records.tables.map((table, t) => ({
        ...table,
        rows: pick(table.rows, domain.tables[t]!.columns),
      })),
    },
    schema,
  };
}
