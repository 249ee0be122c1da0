import { sharedTable } from "../../../evaluate/fidelity/test-support/sharedTable.ts";
import type { MixedTable } from "../../../math/mixedTable.ts";
import { pickRecords } from "../../../math/pickRecords.ts";

/** The lung table by three groups of institutions, as the reference fit has them: up to 3, 4 to 11, above. One record has none. */
export function lungSites(): MixedTable[] {
  const lung = sharedTable("lung/lung");
  const inst = lung.columns.find(({ name }) => name === "inst");
  if (inst?.kind !== "category") throw new Error("inst is a category");
  const siteOf = (row: number) => {
    const number = Number(inst.levels[inst.codes[row]!] ?? Number.NaN);
    return number <= 3 ? 0 : number <= 11 ? 1 : number > 11 ? 2 : -1;
  };
  return [0, 1, 2].map((site) =>
    pickRecords(
      lung,
      Int32Array.from({ length: lung.rows }, (_, row) => row).filter((row) => siteOf(row) === site),
    ),
  );
}

/** A table dealt out to so many hospitals, record by record. */
export function dealt(table: MixedTable, hospitals: number): MixedTable[] {
  return Array.from({ length: hospitals }, (_, h) =>
    pickRecords(
      table,
      Int32Array.from({ length: table.rows }, (__, row) => row).filter((row) => row % hospitals === h),
    ),
  );
}
