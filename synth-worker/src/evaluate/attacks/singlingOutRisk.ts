import type { MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { evenRows } from "../neighbours/evenRows.ts";
import { countMatches, type Predicate } from "./countMatches.ts";
import { type DisclosureRisk, disclosureRisk, type Tally } from "./disclosureRisk.ts";
import { multivariatePredicates } from "./multivariatePredicates.ts";
import { numericCells } from "./numericCells.ts";
import { publicStream } from "./publicStream.ts";
import { randomPredicates } from "./randomPredicates.ts";
import type { ThreeFiles } from "./threeFiles.ts";
import { univariatePredicates } from "./univariatePredicates.ts";

const DEFAULTS = { guesses: 500, width: 4 };

/**
 * Anonymeter's singling-out risk (Giomi et al., PoPETs 2023): statements that hold for exactly one synthetic record are guessed to hold for
 * exactly one real person, too. Attack: they do among training records; control: they do among holdout records. Both files are cut to the
 * smaller one's size by an even sample, since a statement singles out the more easily the fewer records there are. Naive: statements with values
 * drawn column by column, about training records. `width` columns per statement in the multivariate attack, at most as many as there are.
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
  const columns = attack === "univariate" ? 1 : Math.min(width, isCategory.length);
  const made = numericCells(synthetic);
  const predicates =
    attack === "univariate"
      ? univariatePredicates(made, isCategory, guesses, stream)
      : multivariatePredicates(made, isCategory, columns, guesses, stream);
  if (predicates.length === 0 || fewest === 0) return null;
  const tally = (table: MixedTable, asked: readonly Predicate[]): Tally => {
    const cells = numericCells(pickRecords(table, evenRows(table.rows, fewest)));
    const hits = asked.filter((predicate) => countMatches(cells, predicate, 2) === 1).length;
    return { hits, guesses: asked.length };
  };
  return disclosureRisk("singling out", null, {
    attack: tally(training, predicates),
    control: tally(holdout, predicates),
    naive: tally(training, randomPredicates(made, isCategory, columns, guesses, stream)),
  });
}
