import { writeRows } from "@symbolon/synth-worker/files";
import {
  ColumnTally,
  type CombinedFigure,
  combineFigures,
  generateDraws,
  generateTable,
  type SynthDocument,
  type ValueColumn,
  violations,
} from "@symbolon/synth-worker/synthesis";
import type { SynthOptions } from "./synthOptions.ts";
import { usageError } from "./usageError.ts";

/** What was written, and for several draws the columns' figures of all of them together. */
export type WrittenDraws = {
  readonly files: readonly { readonly out: string; readonly seed: string }[];
  readonly violations: number;
  /** Real records the rows stand for, and the figures; null for one file. */
  readonly combined: { readonly records: number; readonly figures: readonly CombinedFigure[] } | null;
};

/**
 * Writes `rows` rows per name of `outs`: one file from the model itself, or several from as many redrawn ones (generateDraws). Every row is
 * checked against the schema's rules. Throws E1006 for columns or conditions that do not fit, and what the file system throws.
 */
export async function writeDraws(
  document: SynthDocument,
  rows: number,
  { outs, seed, where, columns }: SynthOptions,
  say: (line: string) => void,
): Promise<WrittenDraws> {
  let broken = 0;
  const write = async (out: string, blocks: Iterable<ValueColumn[]>, tally: ColumnTally | null) => {
    const checked = function* () {
      for (const block of blocks) {
        broken += violations(document.schema, block).total;
        const picked = pick(block, columns);
        tally?.add(picked);
        yield picked;
      }
    };
    const name = outs.length === 1 ? "" : `${out}: `;
    await writeRows(out, checked(), (done) => say(`  ${name}${done} of ${rows} rows`));
  };
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
  const [only] = outs;
  if (only !== undefined && outs.length === 1) {
    await write(only, generateTable(document, { rows, seed, where }), null);
    return { files: [{ out: only, seed: hex(seed) }], violations: broken, combined: null };
  }
  say(`${outs.length} draws: fitting the model anew to fresh noise`);
  const { tables, records, pull } = generateDraws(document, { draws: outs.length, rows, seed, where });
  const tallies = outs.map(() => new ColumnTally());
  for (const [i, { blocks }] of tables.entries()) await write(outs[i]!, blocks(), tallies[i]!);
  return {
    files: tables.map((table, i) => ({ out: outs[i]!, seed: hex(table.seed) })),
    violations: broken,
    combined: {
      records,
      figures: combineFigures(
        tallies.map((tally) => tally.figures(records)),
        "noisy-model",
        { pull },
      ),
    },
  };
}

function pick<T extends { readonly name: string }>(
  block: readonly T[],
  names: readonly string[] | undefined,
): T[] {
  return (names ?? block.map(({ name }) => name)).map((name) => {
    const found = block.find((column) => column.name === name);
    if (found === undefined) throw usageError(`--columns: there is no column ${name}`);
    return found;
  });
}
