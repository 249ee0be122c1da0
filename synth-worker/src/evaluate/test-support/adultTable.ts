import { existsSync, readFileSync } from "node:fs";
import type { EncodedTable } from "../../math/encodedTable.ts";

const FOLDER = new URL("../../../../../shared/data/adult/", import.meta.url);

/** For `test(name, { skip: adultMissing }, ...)`: why it cannot run, or false. The file is not part of the repository. */
export const adultMissing: string | false = existsSync(new URL("adult.csv", FOLDER))
  ? false
  : "UCI Adult is not there: put adult.csv and adult-domain.json of private-pgm into shared/data/adult beside the repository";

/** UCI Adult, 48,842 x 14, coded as in private-pgm's data/adult.csv. Throws Error when a cell is out of its domain. */
export function adultTable(): EncodedTable & { readonly names: readonly string[] } {
  const domain = JSON.parse(readFileSync(new URL("adult-domain.json", FOLDER), "utf8")) as Record<
    string,
    number
  >;
  const [header, ...lines] = readFileSync(new URL("adult.csv", FOLDER), "utf8").trim().split("\n");
  const names = header!.split(",");
  const sizes = names.map((name) => domain[name]!);
  const columns = names.map(() => new Uint8Array(lines.length));
  lines.forEach((line, row) => {
    line.split(",").forEach((cell, column) => {
      const level = Number(cell);
      if (!(level < sizes[column]!)) throw new Error(`${cell} is no level of ${names[column]}`);
      columns[column]![row] = level;
    });
  });
  return { names, sizes, rows: lines.length, columns };
}
