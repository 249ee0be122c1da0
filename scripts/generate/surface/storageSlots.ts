/** A variable in solc's storage layout. */
type Slot = { readonly label: string; readonly slot: string; readonly offset: number; readonly type: string };

/** solc's `storageLayout` output. Type names there hold AST ids, which change with every edit; labels do not. */
export type SolcLayout = {
  readonly storage: readonly Slot[];
  readonly types: Readonly<
    Record<
      string,
      {
        readonly label: string;
        readonly numberOfBytes: string;
        readonly members?: readonly Slot[];
        readonly value?: string;
        readonly base?: string;
      }
    >
  > | null;
};

/**
 * A layout as lines that mean the same after every edit that leaves it alone: "slot:offset label type (bytes)", the
 * members of a struct indented below the variable, mapping or array that holds it.
 */
export function storageSlots(layout: SolcLayout | undefined): string[] {
  const lines: string[] = [];
  for (const slot of layout?.storage ?? []) add(slot, "");
  return lines;

  function add({ label, slot, offset, type }: Slot, indent: string): void {
    const known = layout?.types?.[type];
    lines.push(
      `${indent}${slot}:${offset} ${label} ${known?.label ?? type} (${known?.numberOfBytes ?? "?"})`,
    );
    let inner = known;
    while (inner !== undefined && inner.members === undefined) {
      const next = inner.value ?? inner.base;
      inner = next === undefined ? undefined : layout?.types?.[next];
    }
    for (const member of inner?.members ?? []) add(member, `${indent}  `);
  }
}
