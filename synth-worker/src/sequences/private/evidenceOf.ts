import { SymbolonError, type SynthCells } from "@symbolon/protocol";
import type { Evidence } from "../../tabular/model/calibrateModel.ts";
import type { SequenceSchema } from "../records/sequenceSchema.ts";
import type { PatientCoding } from "./patientCoding.ts";
import type { PublicColumn, PublicDomain } from "./publicDomain.ts";

/**
 * A condition as the fine levels of the patients' model that meet it. Throws E1006 for a column that the model does not have, a range on levels, or one
 * that cuts a bin: what such a bin holds on either side is not known.
 */
export function evidenceOf(
  cells: SynthCells,
  { names, sizes, context }: PatientCoding,
  { survival }: SequenceSchema,
  { patients, grid }: PublicDomain,
): Evidence {
  const declared = patients.find(({ name }) => name === cells.column);
  const isTime = cells.column === survival?.time;
  if (survival !== undefined && declared !== undefined && (isTime || cells.column === survival.event)) {
    const column = context - 1;
    const bins = grid!.length - 1;
    const test = levelTest(
      cells,
      isTime ? { ...declared, kind: "number", edges: grid!, decimals: 0 } : declared,
    );
    return {
      column,
      allowed: Uint8Array.from({ length: sizes[column]! }, (_, level) => {
        const own = isTime ? level % bins : Math.floor(level / bins);
        return Number(test(own));
      }),
    };
  }
  const column = names.indexOf(cells.column);
  if (column < 0) throw refusal(`there is no column ${cells.column}`);
  const most = sizes[column]!;
  const shape: PublicColumn = declared ?? {
    name: cells.column,
    kind: "number",
    edges: Array.from({ length: most + 1 }, (_, number) => number),
    decimals: 0,
  };
  const test = levelTest(cells, shape);
  const isMissing = (level: number) =>
    declared !== undefined && declared.complete !== true && level === most - 1;
  return {
    column,
    allowed: Uint8Array.from({ length: most }, (_, level) => Number(test(isMissing(level) ? null : level))),
  };
}

/** Whether the values of a level (null: no value) meet the condition. */
function levelTest(cells: SynthCells, column: PublicColumn): (level: number | null) => boolean {
  if ("missing" in cells) return (level) => (level === null) === cells.missing;
  const texts = "level" in cells ? [cells.level] : "levels" in cells ? cells.levels : null;
  if (column.kind === "category") {
    if (texts === null) throw refusal(`column ${column.name} holds levels and has no range`);
    return (level) => texts.includes(level === null ? null : column.levels[level]!);
  }
  const { edges, decimals } = column;
  const step = 10 ** -decimals;
  const ranges = (texts ?? [undefined]).map((text) =>
    text === undefined && !("level" in cells) && !("levels" in cells)
      ? { from: cells.from ?? Number.NEGATIVE_INFINITY, below: cells.below ?? Number.POSITIVE_INFINITY }
      : { from: Number(text ?? Number.NaN), below: Number(text ?? Number.NaN) + step },
  );
  return (level) => {
    if (level === null) return texts?.includes(null) ?? false;
    return ranges.some(({ from, below }) => {
      const [low, high] = [edges[level]!, edges[level + 1]!];
      if (high <= from || low >= below) return false;
      if (low >= from && high <= below) return true;
      throw refusal(`a condition on ${column.name} cuts the bin from ${low} to ${high}`);
    });
  };
}

function refusal(reason: string): SymbolonError {
  return new SymbolonError("E1006", { document: "condition", reason });
}
