import type { DerivedColumn } from "./rule.ts";

/** Derived columns that can be filled once the columns in `drawn` are, those that follow from other derived ones last. */
export function derivable(derived: readonly DerivedColumn[], drawn: ReadonlySet<number>): DerivedColumn[] {
  const known = new Set(drawn);
  const found: DerivedColumn[] = [];
  for (let isNew = true; isNew; ) {
    isNew = false;
    for (const each of derived) {
      if (known.has(each.column) || !each.from.every((column) => known.has(column))) continue;
      known.add(each.column);
      found.push(each);
      isNew = true;
    }
  }
  return found;
}
