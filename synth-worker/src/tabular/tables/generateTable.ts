import { SymbolonError } from "@symbolon/protocol";
import { fineDomain } from "../coding/fineDomain.ts";
import { fineFilters } from "../coding/fineFilter.ts";
import { makeDecoder } from "../coding/makeDecoder.ts";
import type { ValueColumn } from "../coding/valueColumn.ts";
import { sampleBlocks } from "../generation/sampleBlocks.ts";
import type { SynthDocument } from "./synthDocument.ts";

/**
 * Rows of a document in blocks of bounded size: a function of (document, rows, seed, where, columns) on every machine, at no privacy cost.
 * `where`: conditions as fineFilters reads them, all met by every row. `columns` picks and orders (default: the schema's, without
 * ids). Throws E1006 for an unknown column or conditions nothing can meet, RangeError for a seed that is not 32 bytes.
 */
export function* generateTable(
  document: SynthDocument,
  options: { rows: number; seed: Uint8Array; where?: readonly string[]; columns?: readonly string[] },
): Generator<ValueColumn[]> {
  const { schema, model } = document;
  const domain = fineDomain(schema);
  const filters = fineFilters(schema, options.where ?? [], domain);
  const decoder = makeDecoder(
    schema,
    {
      seed: options.seed,
      counts: model.columns.map(({ weights }) => weights),
      sigmas: model.columns.map(({ sigma }) => sigma),
      maps: model.columns.map(({ map }) => Uint16Array.from(map)),
      filters,
    },
    domain,
  );
  const evidence = filters.map(({ column, weights }) => ({ column, allowed: weights }));
  for (const block of sampleBlocks(model, { rows: options.rows, seed: options.seed, evidence })) {
    const columns = decoder.block(block.columns as Uint16Array[]);
    yield (options.columns ?? columns.map(({ name }) => name)).map((name) => {
      const found = columns.find((column) => column.name === name);
      if (found === undefined)
        throw new SymbolonError("E1006", { document: "columns", reason: `there is no column ${name}` });
      return found;
    });
  }
}
