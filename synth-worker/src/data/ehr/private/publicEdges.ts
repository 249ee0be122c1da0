import { SymbolonError } from "@symbolon/protocol";

/** Edges as a domain names them: one after the other, or so many bins of one width. */
export type NamedEdges =
  | readonly number[]
  | { readonly from: number; readonly to: number; readonly bins: number };

/**
 * Ascending edges, rounded to `decimals`: bins of one width that are narrower than the last decimal are fewer. Throws E1006 for edges that do not ascend or
 * leave no bin; `where` names them.
 */
export function publicEdges(named: NamedEdges, decimals: number, where: string): readonly number[] {
  const scale = 10 ** decimals;
  const rounded = (value: number) => Math.round(value * scale) / scale;
  const list =
    "from" in named
      ? [
          ...new Set(
            Array.from({ length: named.bins + 1 }, (_, i) =>
              rounded(named.from + ((named.to - named.from) * i) / named.bins),
            ),
          ),
        ]
      : named;
  if (list.length < 2 || list.some((edge, i) => i > 0 && !(edge > list[i - 1]!)))
    throw new SymbolonError("E1006", { document: "public domain", reason: `${where}: edges ascend` });
  return list;
}
