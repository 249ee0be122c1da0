import type { ColumnDraft } from "./columnDraft.ts";

/** Names of a number's bins as categories, in unscaled numbers: "<40", "40 to <50", ">=50". */
export function bandNames({ edges, scale }: Pick<ColumnDraft, "edges" | "scale">): string[] {
  const cuts = edges.slice(1, -1).map((edge) => String(edge / scale));
  return [
    `<${cuts[0] ?? ""}`,
    ...cuts.slice(1).map((cut, i) => `${cuts[i]} to <${cut}`),
    `>=${cuts.at(-1) ?? ""}`,
  ];
}
