import type { StatisticFigures } from "@symbolon/protocol";
import type { CsvPreview } from "../../format/csvPreview.ts";
import { headOf } from "./headOf.ts";
import type { OpenedResult } from "./openResult.ts";
import { statisticIn } from "./statisticIn.ts";

/** What an opened result is: the figures of a statistic, the head of a file of records, or an archive, which is unpacked where it is shown. */
export type ResultContent =
  | { readonly kind: "statistic"; readonly figures: StatisticFigures }
  | { readonly kind: "records"; readonly preview: CsvPreview }
  | { readonly kind: "archive" };

/** Bytes that the head of a file is read from: a dozen records of some hundred columns. */
const HEAD_BYTES = 256 * 1024;
/** First bytes of a ZIP archive, its first file's header (PKWARE APPNOTE 4.3.7). No CSV header has a control character. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** Reads as much of an opened result as is shown. Throws E1006 for a statistic that is not what it should be. */
export async function resultContent({ blob, lines }: OpenedResult): Promise<ResultContent> {
  const start = new Uint8Array(await blob.slice(0, ZIP.length).arrayBuffer());
  if (ZIP.every((byte, i) => start[i] === byte)) return { kind: "archive" };
  const statistic = await statisticIn(start, () => blob.text());
  if (statistic !== null) return { kind: "statistic", figures: statistic.figures };
  return { kind: "records", preview: await headOf(blob, Math.max(0, lines - 1), HEAD_BYTES) };
}
