import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { MixedColumn } from "@symbolon/synth-worker/evaluation";
import type { PatientRecords, SequenceSchema } from "@symbolon/synth-worker/sequences";
import { repositoryRoot } from "../../scripts/repositoryRoot.ts";
import { splitCsv } from "../dp/encodeCsv.ts";

const FOLDER = join(repositoryRoot, "..", "shared", "data");

/** Patients over time with the description that a model needs. */
export type Cohort = { readonly records: PatientRecords; readonly schema: SequenceSchema };

/** Whether both cohorts' files lie beside the repository. */
export function hasCohorts(): boolean {
  return ["nafld/nafld_lab", "pbc/pbcseq"].every((name) => existsSync(join(FOLDER, `${name}.csv`)));
}

/**
 * The NAFLD cohort: subjects (`nafld`: the subject is a case, case_id is its own id), laboratory rows, events. Caps: 120 laboratory rows and 16
 * events of a patient, set by hand as public limits.
 */
export function readNafld(): Cohort {
  const subject = readColumns("nafld/nafld_subject");
  const ids = subject.cells("id");
  const place = new Map(ids.map((id, row) => [id, row]));
  const cases = subject.cells("case_id").map((other, row) => (other === ids[row] ? "yes" : "no"));
  const rowsOf = (file: string, columns: readonly string[]) => {
    const table = readColumns(file);
    const owners = table.cells("id").map((id) => place.get(id)!);
    const days = table.cells("days").map(Number);
    const order = Int32Array.from(owners.keys()).sort(
      (a, b) => owners[a]! - owners[b]! || days[a]! - days[b]! || a - b,
    );
    return {
      owner: Int32Array.from(order, (row) => owners[row]!),
      parent: null,
      days: Float64Array.from(order, (row) => days[row]!),
      rows: {
        rows: order.length,
        columns: columns.map((name) => {
          const cells = table.cells(name);
          return table.column(
            name,
            Array.from(order, (row) => cells[row]!),
          );
        }),
      },
    };
  };
  return {
    records: {
      patients: {
        rows: ids.length,
        columns: [
          ...["age", "male", "weight", "height", "bmi", "futime", "status"].map((name) =>
            subject.column(name, subject.cells(name)),
          ),
          level("nafld", cases, ["no", "yes"]),
        ],
      },
      tables: [rowsOf("nafld/nafld_lab", ["test", "value"]), rowsOf("nafld/nafld_event", ["event"])],
    },
    schema: {
      survival: { time: "futime", event: "status", level: "1", covariates: ["age", "male", "nafld"] },
      until: "futime",
      tables: [
        { name: "lab", code: "test", mostRows: 120 },
        { name: "event", code: "event", mostRows: 16, once: ["nafld"] },
      ],
    },
  };
}

/** The sequential data of the PBC trial: patients and their visits; at most 20 visits of a patient. */
export function readPbc(): Cohort {
  const table = readColumns("pbc/pbcseq");
  const ids = table.cells("id");
  const firsts = [...ids.keys()].filter((row) => row === 0 || ids[row] !== ids[row - 1]);
  const visits = [
    ...["ascites", "hepato", "spiders", "edema", "bili", "chol", "albumin", "alk_phos", "ast", "platelet"],
    ...["protime", "stage"],
  ];
  let patient = -1;
  const owner = Int32Array.from(ids, (id, row) => {
    if (row === 0 || id !== ids[row - 1]) patient++;
    return patient;
  });
  return {
    records: {
      patients: {
        rows: firsts.length,
        columns: ["futime", "status", "trt", "age", "sex"].map((name) => {
          const cells = table.cells(name);
          return table.column(
            name,
            firsts.map((row) => cells[row]!),
          );
        }),
      },
      tables: [
        {
          owner,
          parent: null,
          days: Float64Array.from(table.cells("day"), Number),
          rows: { rows: ids.length, columns: visits.map((name) => table.column(name, table.cells(name))) },
        },
      ],
    },
    schema: {
      survival: { time: "futime", event: "status", level: "dead" },
      until: "futime",
      tables: [{ name: "visit", mostRows: 20 }],
    },
  };
}

function readColumns(path: string) {
  const { names, rows } = splitCsv(readFileSync(join(FOLDER, `${path}.csv`), "utf8"));
  const schema = JSON.parse(readFileSync(join(FOLDER, `${path}.schema.json`), "utf8")) as {
    readonly columns: readonly { readonly name: string; readonly levels?: readonly string[] }[];
  };
  const levelsOf = new Map(schema.columns.map(({ name, levels }) => [name, levels]));
  return {
    cells: (name: string) => {
      const place = names.indexOf(name);
      return rows.map((row) => row[place]!);
    },
    column: (name: string, cells: readonly string[]): MixedColumn => {
      const levels = levelsOf.get(name);
      if (levels !== undefined) return level(name, cells, levels);
      const values = Float64Array.from(cells, (cell) => (cell === "" ? Number.NaN : Number(cell)));
      const decimals = cells.reduce((most, cell) => Math.max(most, (cell.split(".")[1] ?? "").length), 0);
      return { name, kind: "number", values, decimals: Math.min(9, decimals) };
    },
  };
}

function level(name: string, cells: readonly string[], levels: readonly string[]): MixedColumn {
  return { name, kind: "category", levels, codes: Int32Array.from(cells, (cell) => levels.indexOf(cell)) };
}
