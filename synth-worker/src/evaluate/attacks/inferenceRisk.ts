import type { MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { columnScales } from "../neighbours/columnScales.ts";
import { evenRows } from "../neighbours/evenRows.ts";
import { gowerPoints } from "../neighbours/gowerPoints.ts";
import { nearestGower } from "../neighbours/nearestGower.ts";
import { pickColumns } from "../neighbours/pickColumns.ts";
import { type DisclosureRisk, disclosureRisk, type Tally } from "./disclosureRisk.ts";
import { numericCells } from "./numericCells.ts";
import { publicStream } from "./publicStream.ts";
import type { ThreeFiles } from "./threeFiles.ts";

const DEFAULTS = { guesses: 500, tolerance: 0.05 };

/**
 * Anonymeter's inference risk (Giomi et al., PoPETs 2023) for the secret column number `secret`: somebody knows all other cells of a target and
 * guesses the secret of the nearest synthetic record by them (Gower's distance). A guessed category must be right; a guessed number must be
 * within `tolerance` times the absolute true value, so that 0 is guessed exactly and a sign matters. A missing guess is wrong; targets whose
 * secret is missing have none and are left out. Attack: even sample of training records; control: of holdout records; naive: training targets,
 * the secret of a random synthetic record.
 * null when there is no other column, or no record has the secret. Throws RangeError when the column is not there.
 */
export function inferenceRisk(
  files: ThreeFiles,
  secret: number,
  options: Partial<typeof DEFAULTS> = {},
): DisclosureRisk | null {
  const { guesses, tolerance } = { ...DEFAULTS, ...options };
  const { synthetic, training, holdout } = files;
  const column = synthetic.columns[secret];
  if (column === undefined) throw new RangeError(`there is no column ${secret}`);
  const known = synthetic.columns.map((_, place) => place).filter((place) => place !== secret);
  const secretOf = (table: MixedTable) => numericCells(pickColumns(table, [secret]))[0]!;
  const made = secretOf(synthetic);
  const slack = column.kind === "number" ? tolerance : 0;
  const right = (guess: number, truth: number) => Math.abs(guess - truth) <= slack * Math.abs(truth);
  const scales = columnScales([training, holdout]);
  const points = (table: MixedTable) =>
    gowerPoints(
      pickColumns(table, known),
      known.map((place) => scales[place]!),
    );
  const source = points(synthetic);

  const tally = (table: MixedTable, guessRows?: (targets: number) => Int32Array): Tally => {
    const truths = secretOf(table);
    const present = Int32Array.from(truths, (_, row) => row).filter((row) => !Number.isNaN(truths[row]!));
    const targets = evenRows(present.length, guesses).map((place) => present[place]!);
    const rows =
      guessRows?.(targets.length) ??
      nearestGower(points(pickRecords(table, targets)), source, { k: 1 }).places;
    const hits = targets.filter((row, target) => right(made[rows[target]!]!, truths[row]!)).length;
    return { hits, guesses: targets.length };
  };
  if (known.length === 0 || synthetic.rows < 1) return null;
  const { nextBelow } = publicStream("infer");
  const attack = tally(training);
  const control = tally(holdout);
  if (attack.guesses === 0 || control.guesses === 0) return null;
  const naive = tally(training, (targets) =>
    Int32Array.from({ length: targets }, () => nextBelow(synthetic.rows)),
  );
  return disclosureRisk("inference", column.name, { attack, control, naive });
}
