import { type ProvenanceGraph, STEPS } from "./provenanceTypes.ts";

/** Sizes of the drawing in px. */
export const NODE = { width: 126, height: 54 } as const;
const GAP = { x: 36, y: 12 } as const;

/** Where a graph's nodes stand: one column for each step, each column in the middle of the drawing's height. */
export type Places = {
  readonly width: number;
  readonly height: number;
  readonly columns: readonly number[];
  readonly at: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
};

/** Places of all nodes; left and upper edge in px. */
export function placeNodes({ nodes }: ProvenanceGraph): Places {
  const byStep = STEPS.map((step) => nodes.filter((node) => node.step === step));
  const heightOf = (count: number) => count * (NODE.height + GAP.y) - GAP.y;
  const height = Math.max(...byStep.map(({ length }) => heightOf(length)), NODE.height);
  const columns = STEPS.map((_, i) => i * (NODE.width + GAP.x));
  const at = new Map(
    byStep.flatMap((column, i) =>
      column.map(({ id }, j) => {
        const y = (height - heightOf(column.length)) / 2 + j * (NODE.height + GAP.y);
        return [id, { x: columns[i]!, y }] as const;
      }),
    ),
  );
  return { width: columns.at(-1)! + NODE.width, height, columns, at };
}
