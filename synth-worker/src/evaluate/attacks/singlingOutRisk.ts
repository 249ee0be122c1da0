import type { MixedTable } from "../../math/mixedTable.ts";
import { evenRows } from "../neighbours/evenRows.ts";
import { pickRecords } from "../neighbours/pickRecords.ts";
import { type DisclosureRisk, disclosureRisk, type Tally } from "./disclosureRisk.ts";
import { multivariatePredicates } from "./multivariatePredicates.ts";
import { cellsOf, countMatches, type Predicate } from "./predicate.ts";
import { publicStream } from "./publicStream.ts";
import { shuffle } from "./shuffle.ts";
import type { ThreeFiles } from "./threeFiles.ts";
import { univariatePredicates } from "./univariatePredicates.ts";

const DEFAULTS = { guesses: 500, width: 4 };

/**
 * Anonymeter's singling-out risk (Giomi et al., PoPETs 2023): statements that hold for exactly one synthetic record are guessed to hold for
 * exactly one real person, too. Attack: they do among training records; control: they do among holdout records. Both files are cut to the
 * smaller one's size by an even sample, since a statement singles out the more easily the fewer records there are. Naive: the same kind of
 * statements about records whose columns were shuffled. `width` columns per statement in the multivariate attack, at most as many as there are.
 * null when the file allows no such statement. Public randomness. O(guesses * records).
 */
export function singlingOutRisk(
  files: ThreeFiles,
  attack: "multivariate" | "univariate",
  options: Partial<typeof DEFAULTS> = {},
): DisclosureRisk | null {
  const { guesses, width } = { ...DEFAULTS, ...options };
  const { synthetic, training, holdout } = files;
  const fewest = Math.min(training.rows, holdout.rows);
  const isCategory = synthetic.columns.map((column) => column.kind === "category");
  const stream = publicStream("single out");
  const statements = (cells: readonly Float64Array[]): Predicate[] =>
    attack === "univariate"
      ? univariatePredicates(cells, isCategory, guesses, stream)
      : multivariatePredicates(cells, isCategory, Math.min(width, cells.length), guesses, stream);
  const made = cellsOf(synthetic);
  const predicates = statements(made);
  const naive = statements(made.map((column) => shuffled(column, stream.nextBelow)));
  if (predicates.length === 0 || naive.length === 0 || fewest === 0) return null;
  const tally = (table: MixedTable, asked: readonly Predicate[]): Tally => {
    const cells = cellsOf(pickRecords(table, evenRows(table.rows, fewest)));
    const hits = asked.filter((predicate) => countMatches(cells, predicate, 2) === 1).length;
    return { hits, guesses: asked.length };
  };
  return disclosureRisk("singling out", null, {
    attack: tally(training, predicates),
    control: tally(holdout, predicates),
    naive: tally(training, naive),
  });
}

function shuffled(column: Float64Array, nextBelow: (n: number) => number): Float64Array {
  const order = Int32Array.from(column, (_, row) => row);
  shuffle(order, nextBelow);
  return Float64Array.from(order, (row) => column[row]!);
}
