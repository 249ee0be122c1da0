import { type DatasetSchema, outcomeWorkload, SymbolonError, type Workload } from "@symbolon/protocol";

/**
 * A workload as one types it, parts joined by commas: `a*b` or `a*b*c` for a set of columns, `pairs` for all the schema's pairs,
 * `outcome:COLUMN` for that column with every other one and the schema's pairs of the others. A set that an earlier part already has
 * is not repeated. Throws E1006 for a part that cannot be read; names are checked with the order.
 */
export function parseWorkload(text: string, schema: DatasetSchema): Workload {
  const sets = text.split(",").flatMap((part): Workload => {
    const words = part.trim();
    if (words === "pairs") return schema.pairs.map((pair) => [...pair]);
    if (words.startsWith("outcome:")) return outcomeWorkload(schema, words.slice("outcome:".length));
    const names = words.split("*").map((name) => name.trim());
    if (names.length < 2 || names.length > 3 || names.includes(""))
      throw new SymbolonError("E1006", {
        document: "--workload",
        reason: `"${words}" is not a*b, a*b*c, pairs or outcome:COLUMN`,
      });
    return [names];
  });
  const keys = sets.map((set) => [...set].sort().join("*"));
  return sets.filter((_, i) => keys.indexOf(keys[i]!) === i);
}
