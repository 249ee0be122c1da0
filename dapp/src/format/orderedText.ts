import type { Product } from "@symbolon/protocol";
import { countedText } from "./countedText.ts";
import { unitOf } from "./unitOf.ts";

/**
 * What an order asks for, in words: "3,000 records", "1 image", or "figures" for a statistic, which counts as one row. `release` is null while the order's
 * text is not known.
 */
export function orderedText(
  rows: number,
  release: { readonly isStatistic?: true; readonly product?: Product } | null,
): string {
  return release?.isStatistic ? "figures" : countedText(rows, unitOf(release?.product));
}
