import { NUMBER_PATTERN } from "../tabular/coding/codeCell.ts";
import { decimalsOfText } from "./decimalsOfText.ts";
import type { TableFile } from "./openTableFile.ts";

/** Levels a column may have beside those that are known; more are no categories but free text. */
export const MAX_LEVELS = 1000;
/** Code of a text that found no place any more. */
export const BEYOND = -2;

const number = new RegExp(NUMBER_PATTERN);

/** A file with its number of records. */
export type CountedFile = { readonly source: TableFile; readonly rows: number; readonly real: boolean };

/** One file's cells of a column, read both ways: as numbers and as places in the draft's levels. */
export type DraftPart = CountedFile & {
  /** NaN: empty or no number. */
  readonly values: Float64Array;
  /** -1: empty; BEYOND: no place in `levels`. */
  readonly codes: Int32Array;
  /** Cells that are not empty, the first empty one (record from 1) and the first that is no number. */
  readonly filled: number;
  readonly firstEmpty: number | null;
  readonly firstText: { readonly row: number; readonly text: string } | null;
  /** Texts that found no place occur. */
  readonly beyond: boolean;
  /** Texts of `levels` after this file. */
  readonly levelsSoFar: number;
  readonly decimals: number;
};

/** A column of all files before it is decided what it is. */
export type ColumnDraft = {
  readonly name: string;
  /** Known ones, then at most MAX_LEVELS others in order of appearance. */
  readonly levels: readonly string[];
  readonly known: number;
  readonly parts: readonly DraftPart[];
};

/**
 * Reads a column of every file once; real files come first, so that what only the synthetic file holds comes last in `levels`. Takes
 * 12 bytes per cell, whatever the cells hold.
 */
export async function columnDraft(
  name: string,
  files: readonly CountedFile[],
  known: readonly string[] = [],
): Promise<ColumnDraft> {
  const levels = [...known];
  const places = new Map(levels.map((level, place) => [level, place]));
  const parts: DraftPart[] = [];
  for (const file of files) {
    const values = new Float64Array(file.rows).fill(Number.NaN);
    const codes = new Int32Array(file.rows).fill(-1);
    let row = 0;
    let filled = 0;
    let firstEmpty: number | null = null;
    let firstText: DraftPart["firstText"] = null;
    let beyond = false;
    let decimals = 0;
    for await (const block of file.source.blocks(name))
      for (const text of block) {
        row++;
        if (text === "") {
          firstEmpty ??= row;
          continue;
        }
        filled++;
        if (number.test(text)) {
          values[row - 1] = Number(text);
          decimals = Math.max(decimals, decimalsOfText(text));
        } else firstText ??= { row, text };
        let place = places.get(text);
        if (place === undefined && levels.length < known.length + MAX_LEVELS) {
          place = levels.push(text) - 1;
          places.set(text, place);
        }
        codes[row - 1] = place ?? BEYOND;
        beyond ||= place === undefined;
      }
    parts.push({
      ...file,
      ...{ values, codes, filled, firstEmpty, firstText, beyond, decimals },
      levelsSoFar: levels.length,
    });
  }
  return { name, levels, known: known.length, parts };
}
