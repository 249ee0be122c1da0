import { keystream } from "../../random/keystream.ts";
import { fineDomain } from "../coding/fineDomain.ts";
import { fineFilters } from "../coding/fineFilter.ts";
import type { ValueColumn } from "../coding/valueColumn.ts";
import { evidenceShare } from "../uncertainty/evidenceShare.ts";
import { redrawModels } from "../uncertainty/redrawModels.ts";
import { figurePulls } from "./figurePulls.ts";
import { generateTable } from "./generateTable.ts";
import type { SynthDocument } from "./synthDocument.ts";

/** Tables of rows from as many redrawn models, to be combined by combineFigures or combineDraws ("noisy-model"). */
export type Draws = {
  /** Blocks of each draw's rows, as generateTable gives them. */
  readonly tables: readonly { readonly seed: Uint8Array; blocks(): Generator<ValueColumn[]> }[];
  /** Real records, by the noisy count and the model, that the rows stand for: those that meet `where`. */
  readonly records: number;
  /** By how much smoothing moves a figure of the whole table, in all draws alike (figurePulls). */
  readonly pull: ReturnType<typeof figurePulls>;
};

/**
 * `draws` tables that carry the uncertainty of the privacy noise: each is made from a model that the mechanism might have given
 * (redrawModels) and by a seed of its own. A function of (document, draws, rows, seed, where, columns) on every machine; costs no further
 * privacy, because only the document is read. Throws as redrawModels and generateTable do.
 */
export function generateDraws(
  document: SynthDocument,
  options: {
    draws: number;
    rows: number;
    seed: Uint8Array;
    where?: readonly string[];
    columns?: readonly string[];
  },
): Draws {
  const { draws, seed, ...rest } = options;
  const { schema, model } = document;
  const evidence = fineFilters(schema, options.where ?? [], fineDomain(schema)).map(
    ({ column, weights }) => ({
      column,
      allowed: weights,
    }),
  );
  return {
    pull: figurePulls(document, seed),
    records: model.total * evidenceShare(model, evidence),
    tables: redrawModels(model, { count: draws, seed }).map((redrawn, draw) => {
      const own = keystream(seed, `draw ${draw}`).bytes(32);
      return {
        seed: own,
        blocks: () => generateTable({ ...document, model: redrawn }, { ...rest, seed: own }),
      };
    }),
  };
}
