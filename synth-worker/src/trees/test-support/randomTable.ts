import type { MixedTable } from "../../math/mixedTable.ts";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";

/** A seed of 32 bytes made from a number. */
export function seedOf(value: number): Uint8Array {
  return new Uint8Array(32).fill(value);
}

/**
 * Patients with everything the engine models: age (integer), sex, stage (depends on age), a laboratory value that is 0 for a third and missing
 * more often in old patients, first and last visit with first <= last, a follow-up time that stage shortens, and death.
 */
export function randomTable(rows: number, seed: number): MixedTable {
  const stream = fastStream(keystream(seedOf(seed), "test table"));
  const unit = () => stream.nextUint32() / 4294967296;
  const ages = new Float64Array(rows);
  const labs = new Float64Array(rows);
  const [first, last, time] = [new Float64Array(rows), new Float64Array(rows), new Float64Array(rows)];
  const [sex, stage, death] = [new Int32Array(rows), new Int32Array(rows), new Int32Array(rows)];
  for (let row = 0; row < rows; row++) {
    ages[row] = 30 + Math.floor(50 * (unit() + unit()) * 0.5);
    sex[row] = unit() < 0.5 ? 0 : 1;
    stage[row] = Math.min(2, Math.floor(unit() * (ages[row]! > 60 ? 4.5 : 2.2)));
    const isMissing = unit() < (ages[row]! > 60 ? 0.5 : 0.1);
    const lab = unit() < 1 / 3 ? 0 : Math.round((1 + 9 * unit() * unit() + stage[row]!) * 100) / 100;
    labs[row] = isMissing ? Number.NaN : lab;
    first[row] = Math.floor(100 * unit());
    last[row] = first[row]! + Math.floor(60 * unit() * unit());
    const event = 200 + Math.floor((3000 * unit()) / (1 + 2 * stage[row]!));
    const censoring = 300 + Math.floor(2000 * unit());
    time[row] = Math.min(event, censoring);
    death[row] = event <= censoring ? 1 : 0;
  }
  return {
    rows,
    columns: [
      { name: "age", kind: "number", values: ages, decimals: 0 },
      { name: "sex", kind: "category", levels: ["f", "m"], codes: sex },
      { name: "stage", kind: "category", levels: ["I", "II", "III"], codes: stage },
      { name: "lab", kind: "number", values: labs, decimals: 2 },
      { name: "first", kind: "number", values: first, decimals: 0 },
      { name: "last", kind: "number", values: last, decimals: 0 },
      { name: "time", kind: "number", values: time, decimals: 0 },
      { name: "death", kind: "category", levels: ["no", "yes"], codes: death },
    ],
  };
}

/** The numbers of a column. Throws RangeError when it holds none. */
export function numbersOf(table: MixedTable, name: string): Float64Array {
  const column = table.columns.find((each) => each.name === name);
  if (column?.kind !== "number") throw new RangeError(`no numbers in ${name}`);
  return column.values;
}

/** The codes of a column. Throws RangeError when it holds none. */
export function codesOf(table: MixedTable, name: string): Int32Array {
  const column = table.columns.find((each) => each.name === name);
  if (column?.kind !== "category") throw new RangeError(`no levels in ${name}`);
  return column.codes;
}
