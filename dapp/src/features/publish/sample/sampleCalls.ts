import { SymbolonError } from "@symbolon/protocol";
import { cryptoEntropy, makeConsentBook, readCells } from "@symbolon/synth-worker/upload";
import { columnFacts } from "./columnFacts.ts";
import { draftColumns, SMALL_GROUP } from "./draftColumns.ts";
import { readSample } from "./readSample.ts";
import { sampleCsv } from "./sampleCsv.ts";
import type { SampleCalls, SampleFit } from "./sampleMessages.ts";
import type { SampleTable } from "./sampleTable.ts";

const AGED = /^age(_|$)|_age$/;

/**
 * Reads a sample and keeps it: `fit` codes every record with the code of a hospital's node, `consents` makes one consent for each. Calls before a file is read
 * throw E1005. What they throw else is catalogued: E1001 to E1008.
 */
export function sampleCalls(): SampleCalls {
  let table: SampleTable | null = null;
  const current = (): SampleTable => {
    if (table === null)
      throw new SymbolonError("E1005", { file: "The sample", reason: "it is not picked yet" });
    return table;
  };
  return {
    async read(file) {
      table = null;
      const read = await readSample(file);
      table = read;
      const facts = read.columns.map(({ cells, ...column }) => ({
        ...column,
        facts: columnFacts({ ...column, cells }),
      }));
      const columns = draftColumns(facts, read.rows);
      const aged = facts.find(({ facts: { isNumber } }, i) => isNumber && AGED.test(columns[i]!.name))?.facts;
      const { format, fileName, fileDigest, delimiter, rows, notes, served } = read;
      const ages = aged === undefined ? null : roundAges(aged);
      return { format, fileName, fileDigest, delimiter, rows, notes, served, columns, ages };
    },
    fit(mapping, schema) {
      const { fileName, columns } = current();
      const bytes = sampleCsv(columns.filter(({ name }) => mapping.source[name] !== undefined));
      const { table: cells } = readCells({
        name: fileName,
        bytes,
        mapping: { ...mapping, delimiter: "," },
        schema,
      });
      const small: SampleFit["small"][number][] = [];
      for (const [c, column] of schema.columns.entries()) {
        const counts = new Uint32Array(cells.sizes[c]!);
        for (const cell of cells.columns[c]!) counts[cell]!++;
        for (const [bin, records] of counts.entries())
          if (records > 0 && records < SMALL_GROUP) small.push({ column: column.name, bin, records });
      }
      return { rows: cells.rows, small };
    },
    consents(terms, subject) {
      const { rows, columns, fileDigest } = current();
      const cells = subject === null ? undefined : columns.find(({ name }) => name === subject)?.cells;
      const subjects = Array.from({ length: rows }, (_, row) => cells?.[row] ?? String(row + 1));
      return makeConsentBook({ subjects, fileDigest }, terms, {
        given: new Date().toISOString(),
        entropy: cryptoEntropy(),
      });
    },
  };
}

/** Outwards to fives: the youngest and the oldest patient's age is nobody's business. */
function roundAges({ min, max }: { readonly min: number; readonly max: number }) {
  return { min: Math.floor(min / 5) * 5, max: Math.ceil(max / 5) * 5 };
}
