import type { EncodedTable } from "../../math/encodedTable.ts";
import { calibrateModel } from "../../tabular/model/calibrateModel.ts";
import type { PrivateModel } from "../../tabular/model/privateModel.ts";
import type { RowContext, RowDrawer } from "../history/drawTable.ts";
import { conditionalSampler } from "./conditionalSampler.ts";
import { fineDraw } from "./fineDraw.ts";
import type { PrivateRecordsModel } from "./privateRecordsModel.ts";
import type { TableCoding } from "./recordsCoding.ts";
import type { RowTableCoding } from "./rowCoding.ts";

type Levels = readonly EncodedTable["columns"][number][];

/** Draws rows from the two models of a table, by exact conditioning on patient, parent row and past. */
export function rowSampler(
  { when, what }: PrivateRecordsModel["tables"][number],
  coding: TableCoding,
  patients: Levels,
  parents: Levels,
  unit: () => number,
): RowDrawer {
  const { gap, firstDay, values, layout, code } = coding;
  const { at } = layout;
  const whenPart = conditionalPart(when, coding.when, patients, parents, unit);
  const whatPart = what === null ? null : conditionalPart(what, coding.what!, patients, parents, unit);
  const [gapAt, codeAt] = coding.when.unknown;
  const gaps = gap.size - 1;
  return {
    when(context) {
      const { isFirst, room, isOpen } = context;
      // A first day may be negative, so it may lie within any room; later gaps start at 0, which always does.
      const fits = (level: number) =>
        isFirst
          ? level >= gaps && firstDay.cellOf(level - gaps, -1, 0) <= room
          : level < gaps && gap.cellOf(level, -1, 0) <= room;
      const codes = code < 0 ? 0 : when.columns[codeAt!]!.map.length - 1;
      const levels = whenPart(context, (column) =>
        column === gapAt ? fits : (level) => level < codes && isOpen(level),
      );
      if (levels === null) return null;
      const day = levels[gapAt!]!;
      return {
        gap: isFirst ? firstDay.cellOf(day - gaps, -1, unit()) : gap.cellOf(day, -1, unit()),
        code: codeAt === undefined ? -1 : levels[codeAt]!,
      };
    },
    what(context, about) {
      const levels = whatPart?.(context, () => () => true) ?? null;
      coding.what?.unknown.forEach((column, v) => {
        context.cells[at.values + v] =
          levels === null ? Number.NaN : values[v]!.cellOf(levels[column]!, about, unit());
      });
    },
  };
}

/** Draws the fine levels of a model's unknown columns, given a row's context; null when nothing that is allowed has a chance. */
function conditionalPart(
  model: PrivateModel,
  coding: RowTableCoding,
  patients: Levels,
  parents: Levels,
  unit: () => number,
): (context: RowContext, allowed: (column: number) => (level: number) => boolean) => Int32Array | null {
  const { tree, beliefs } = calibrateModel(model);
  const { draw } = conditionalSampler(tree, beliefs, coding.unknown);
  const fine = model.columns.map(fineDraw);
  const own = patients.length + parents.length;
  const levels = new Int32Array(model.columns.length);
  const weights: (Float64Array | null)[] = model.columns.map(() => null);
  return ({ cells, patient, place, isFirst }, allowed) => {
    patients.forEach((column, c) => {
      levels[c] = fine[c]!.coarseOf(column[patient]!);
    });
    parents.forEach((column, c) => {
      levels[patients.length + c] = fine[patients.length + c]!.coarseOf(column[place]!);
    });
    coding.columns.forEach(({ levelOf }, c) => {
      if (own + c < coding.unknown[0]!) levels[own + c] = fine[own + c]!.coarseOf(levelOf(cells, isFirst));
    });
    for (const column of coding.unknown) weights[column] = fine[column]!.shares(allowed(column));
    if (!draw(levels, weights, unit)) return null;
    for (const column of coding.unknown)
      levels[column] = fine[column]!.draw(levels[column]!, allowed(column), unit());
    return levels;
  };
}
