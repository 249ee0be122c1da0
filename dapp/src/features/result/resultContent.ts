import type { StatisticFigures } from "@symbolon/protocol";
import { type CsvPreview, csvPreview } from "../../format/csvPreview.ts";
import type { OpenedResult } from "./openResult.ts";
import { statisticIn } from "./statisticIn.ts";

/** What an opened result is: the figures of a statistic, or the head of a file of records. */
export type ResultContent =
  | { readonly kind: "statistic"; readonly figures: StatisticFigures }
  | { readonly kind: "records"; readonly preview: CsvPreview };

/** Bytes that the head of a file is read from: a dozen records of some hundred columns. */
const HEAD_BYTES = 256 * 1024;

/** Reads as much of an opened result as is shown. Throws E1006 for a statistic that is not what it should be. */
export async function resultContent({ blob, lines }: OpenedResult): Promise<ResultContent> {
  const head = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
  const statistic = await statisticIn(head, () => blob.text());
  if (statistic !== null) return { kind: "statistic", figures: statistic.figures };
  const preview = csvPreview(new TextDecoder().decode(head));
  // Where the head ends within a record, that one is not shown.
  const isWhole = blob.size <= HEAD_BYTES;
  const rows = isWhole || preview.totalRows > preview.rows.length ? preview.rows : preview.rows.slice(0, -1);
  return { kind: "records", preview: { ...preview, rows, totalRows: Math.max(0, lines - 1) } };
}
