import type { SynthCells } from "@symbolon/protocol";
import { firstRows } from "../../math/firstRows.ts";
import type { MixedTable } from "../../math/mixedTable.ts";
import type { PatientRecords, RowTable } from "../../math/patientRecords.ts";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { synthesiseTrees } from "../../trees/synthesiseTrees.ts";
import { type CodeGroups, codeGroups } from "../history/codeGroups.ts";
import { countGroups } from "../history/countGroups.ts";
import { withCounts } from "../history/withCounts.ts";
import { checkSchema } from "../records/checkSchema.ts";
import { keepModelled } from "../records/keepModelled.ts";
import { numberCells } from "../records/numberCells.ts";
import { parentPlaces } from "../records/parentPlaces.ts";
import type { SequenceSchema } from "../records/sequenceSchema.ts";
import { settleSums } from "../records/settleSums.ts";
import { drawRows } from "./drawRows.ts";
import { fitRows, type RowModel } from "./fitRows.ts";

const DEFAULT_LEAF = 100;
const DONOR_CAP = 3;

export type RecordsSynthesiser = {
  /** Rows per table that broke the description and were not learnt from. */
  readonly rowsLeftOut: readonly number[];
  /** Names of tables with too few rows to be modelled: they stay empty. */
  readonly tablesLeftOut: readonly string[];
  /**
   * `count` whole patients, the same for the same records, seed (32 bytes) and `where`. Conditions are on the patient table's columns and on the
   * numbers of rows, named `rows of TABLE` or, with a code, `rows of TABLE: CODE`. Exact: every patient meets every condition, and has as many
   * rows as it says. As good as the trees: everything else given the conditions' columns. Throws RangeError when fewer patients than a leaf meet
   * the conditions.
   */
  readonly sample: (count: number, seed: Uint8Array, where?: readonly SynthCells[]) => PatientRecords;
};

/**
 * The high-fidelity engine for patients over time: the patient's row with the numbers of rows of every kind by synthesiseTrees, then table
 * after table every row from the patient, the row that it hangs on, and the past (fitRows, drawRows). Times stay irregular: a gap in whole days is
 * drawn like a value. Whether a value is there is drawn before the value. NOT differentially private: see synthesiseTrees. Throws
 * E1006 for a description that does not fit, RangeError for fewer patients than two leaves.
 */
export function synthesiseRecords(
  given: PatientRecords,
  schema: SequenceSchema,
  { leaf = DEFAULT_LEAF }: { readonly leaf?: number } = {},
): RecordsSynthesiser {
  checkSchema(given, schema);
  const { records, leftOut } = keepModelled(given, schema);
  const { patients, tables } = records;
  const above = parentPlaces(schema);
  const isModelled = tables.map(({ owner }) => owner.length >= 2 * leaf);
  const codePlaces = schema.tables.map(({ code }, t) =>
    tables[t]!.rows.columns.findIndex(({ name }) => name === code),
  );
  const groups = schema.tables.map(
    ({ name }, t): CodeGroups =>
      codeGroups(name, above[t]! < 0 ? (tables[t]!.rows.columns[codePlaces[t]!] ?? null) : null),
  );
  // How many rows of table t every patient, or every row of its parent, has: one column per group.
  const counts = tables.map((table, t) => countGroups(table, codePlaces[t]!, groups[t]!, placesOf(table, t)));
  function placesOf({ parent }: RowTable, t: number): { of: Int32Array; count: number } {
    return parent === null
      ? { of: tables[t]!.owner, count: patients.rows }
      : { of: parent, count: tables[above[t]!]!.owner.length };
  }
  const childCounts = (parent: number) =>
    tables.flatMap((_, t) =>
      above[t] === parent && isModelled[t]
        ? counts[t]!.map((values, g) => ({ name: groups[t]!.names[g]!, values }))
        : [],
    );
  const patientTrees = synthesiseTrees(withCounts(patients, childCounts(-1)), {
    leaf,
    survival: schema.survival === undefined ? [] : [schema.survival],
    constraints: schema.constraints ?? [],
    early: schema.survival?.covariates ?? [],
  });
  const untilOf = (table: MixedTable) =>
    schema.until === undefined ? null : numberCells(table, schema.until);
  const models = tables.map((table, t): RowModel | null => {
    if (!isModelled[t]) return null;
    const parent = tables[above[t]!];
    const source = {
      table: { ...table, rows: withCounts(table.rows, childCounts(t)) },
      patients,
      until: untilOf(patients),
      above: parent === undefined ? null : { table: parent, counts: counts[t]![0]! },
      code: codePlaces[t]!,
      groups: groups[t]!,
    };
    return fitRows(source, leaf);
  });

  return {
    rowsLeftOut: leftOut,
    tablesLeftOut: schema.tables.flatMap(({ name }, t) => (isModelled[t] ? [] : [name])),
    sample(count, seed, where = []) {
      const drawn = patientTrees.sample(count, seed, where);
      const people = firstColumns(drawn, patients.columns.length);
      const made: RowTable[] = [];
      const full: MixedTable[] = [];
      models.forEach((model, t) => {
        const { mostRows, once = [] } = schema.tables[t]!;
        const parent = above[t]!;
        const source = parent < 0 ? drawn : full[parent]!;
        const wanted = groups[t]!.names.map((name) => (model === null ? null : numberCells(source, name)));
        const codes = tables[t]!.rows.columns[codePlaces[t]!];
        const rows =
          model === null
            ? emptyTable(tables[t]!)
            : drawRows(
                model,
                {
                  patients: people,
                  until: untilOf(people),
                  above:
                    parent < 0
                      ? null
                      : { table: made[parent]!, starts: firstRows(made[parent]!.owner, people.rows) },
                  wanted: (place) => wanted.map((values) => Math.max(0, Math.round(values![place]!))),
                  once: new Set(
                    once.map((level) => (codes?.kind === "category" ? codes.levels.indexOf(level) : -1)),
                  ),
                  mostRows,
                },
                DONOR_CAP * Math.max(1, Math.ceil(count / patients.rows)),
                fastStream(keystream(seed, `rows ${t}`)),
              );
        full.push(rows.rows);
        made.push({ ...rows, rows: firstColumns(rows.rows, tables[t]!.rows.columns.length) });
      });
      const result = { patients: people, tables: made };
      settleSums(result, schema);
      return result;
    },
  };
}

function firstColumns({ rows, columns }: MixedTable, count: number): MixedTable {
  return { rows, columns: columns.slice(0, count) };
}

function emptyTable({ parent, rows }: RowTable): RowTable {
  return {
    owner: new Int32Array(0),
    parent: parent === null ? null : new Int32Array(0),
    days: new Float64Array(0),
    rows: {
      rows: 0,
      columns: rows.columns.map((column) =>
        column.kind === "number"
          ? { ...column, values: new Float64Array(0) }
          : { ...column, codes: new Int32Array(0) },
      ),
    },
  };
}
