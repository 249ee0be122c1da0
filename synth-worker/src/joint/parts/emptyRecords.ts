import type { MixedColumn, MixedTable } from "../../math/mixedTable.ts";
import type { PatientRecords } from "../../math/patientRecords.ts";
import type { PublicColumn, PublicDomain } from "../../sequences/private/publicDomain.ts";
import type { SequenceSchema } from "../../sequences/records/sequenceSchema.ts";

/** Records of nobody, with the domain's columns: what a node, or whoever makes the model again, has of the hospitals' records. */
export function emptyRecords(schema: SequenceSchema, domain: PublicDomain): PatientRecords {
  return {
    patients: emptyTable(domain.patients),
    tables: schema.tables.map(({ parent }, t) => ({
      owner: new Int32Array(0),
      parent: parent === undefined ? null : new Int32Array(0),
      days: new Float64Array(0),
      rows: emptyTable(domain.tables[t]!.columns),
    })),
  };
}

function emptyTable(columns: readonly PublicColumn[]): MixedTable {
  return {
    rows: 0,
    columns: columns.map(
      (column): MixedColumn =>
        column.kind === "number"
          ? { name: column.name, kind: "number", values: new Float64Array(0), decimals: column.decimals }
          : { name: column.name, kind: "category", levels: column.levels, codes: new Int32Array(0) },
    ),
  };
}
