import { junctionCells, SymbolonError } from "@symbolon/protocol";
import { z } from "zod";
import { coarseSize } from "../coarse/coarseSize.ts";

const share = z.number().nonnegative();
const columns = z.array(z.int().nonnegative()).min(1);

/** Most cells of the junction tree of a document that is accepted: 256 MiB of doubles. The engine makes none above 2^19. */
const MAX_CELLS = 2 ** 25;

/**
 * `symbolon-private-model/1`: a private release as a document. Everything in it was paid for, so it can be shown, kept, and asked for as
 * many rows as one likes. Rows are a function of (model, seed).
 */
export const PrivateModel = z.strictObject({
  format: z.literal("symbolon-private-model/1"),
  /** Per column: fine levels' coarse level, and how a coarse level's records spread over its fine levels (weights). */
  columns: z
    .array(
      z.strictObject({
        map: z.array(z.int().nonnegative()).min(1).max(65_536),
        weights: z.array(share),
        /** What was measured on the fine levels, and its noise. */
        noisyCounts: z.array(z.int()),
        sigma: z.number().positive(),
      }),
    )
    .min(1),
  /** Estimated number of records. */
  total: z.number().positive(),
  priorWeight: z.number().positive(),
  /** Tables on coarse levels the model follows, variance per cell, and log-potentials (float64, little endian, base64). */
  tables: z.array(
    z.strictObject({
      columns,
      counts: z.array(z.number()),
      variance: z.number().positive(),
      potentials: z.string(),
    }),
  ),
  /** Impossible combinations of coarse levels: 1 where allowed. */
  zeros: z.array(z.strictObject({ columns, allowed: z.array(z.int().min(0).max(1)) })),
  /** Log-potentials that the fit started from: a public cohort's, or a foundation's (made of noisy counts). */
  base: z.array(z.strictObject({ columns, potentials: z.string() })),
  privacy: z.strictObject({
    unit: z.literal("patient"),
    maxRecords: z.int().positive(),
    relation: z.enum(["add-remove", "replace"]),
    epsilon: z.number(),
    delta: z.number(),
    /** What the ledger is charged; mu^2 / 2 in millionths. */
    rhoMicro: z.string().regex(/^\d+$/),
    /** fixed: tables that were named beforehand. */
    mechanism: z.enum(["independent", "mst", "aim", "swift", "fixed"]),
    /** false: made with repeatable noise for a test. Protects nobody. */
    guarantee: z.boolean(),
  }),
});
export type PrivateModel = z.infer<typeof PrivateModel>;

/** Parses a model document and checks that its parts fit each other; throws E1006 naming the first fault. */
export function parsePrivateModel(value: unknown): PrivateModel {
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document: "private model", reason });
  };
  const parsed = PrivateModel.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse(`${issue?.path.join(".")}: ${issue?.message}`);
  }
  const model = parsed.data;
  const coarse = model.columns.map(({ map }) => coarseSize(map));
  for (const [i, { map, weights, noisyCounts }] of model.columns.entries()) {
    if (weights.length !== map.length || noisyCounts.length !== map.length)
      refuse(`column ${i} does not have one weight and one count per level`);
    if (new Set(map).size !== coarse[i]) refuse(`column ${i} leaves out a coarse level`);
  }
  const cellsOf = (list: readonly number[]) =>
    list.reduce((product, column, i) => {
      const size = coarse[column];
      if (size === undefined || (i > 0 && list[i - 1]! >= column))
        return refuse("a table names wrong columns");
      return product * size;
    }, 1);
  for (const { columns: own, counts, potentials } of model.tables) {
    if (counts.length !== cellsOf(own) || decodePotentials(potentials).length !== counts.length)
      refuse(`table ${own.join(", ")} has not one count and one potential per cell`);
  }
  for (const { columns: own, allowed } of model.zeros)
    if (allowed.length !== cellsOf(own)) refuse(`zeros of ${own.join(", ")} have not one entry per cell`);
  for (const { columns: own, potentials } of model.base)
    if (decodePotentials(potentials).length !== cellsOf(own))
      refuse(`base ${own.join(", ")} has not one entry per cell`);
  const sets = [...model.tables, ...model.zeros, ...model.base].map((table) => table.columns);
  if (junctionCells(coarse, sets) > MAX_CELLS) refuse("its tables are too entangled to calculate with");
  return model;
}

/** Float64 values as base64 of their little-endian bytes: exact and a third the size of decimals. */
export function encodePotentials(values: Float64Array): string {
  const bytes = new Uint8Array(values.length * 8);
  const view = new DataView(bytes.buffer);
  for (const [i, value] of values.entries()) view.setFloat64(8 * i, value, true);
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

/** Inverse of encodePotentials; throws E1006 for what is not base64 of whole float64 values that are finite. */
export function decodePotentials(text: string): Float64Array {
  let raw: string;
  try {
    raw = atob(text);
  } catch {
    throw new SymbolonError("E1006", { document: "private model", reason: "potentials are not base64" });
  }
  const bytes = Uint8Array.from(raw, (character) => character.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const values = new Float64Array(Math.floor(bytes.length / 8));
  for (let i = 0; i < values.length; i++) values[i] = view.getFloat64(8 * i, true);
  if (bytes.length % 8 !== 0 || !values.every(Number.isFinite))
    throw new SymbolonError("E1006", {
      document: "private model",
      reason: "potentials are not finite numbers",
    });
  return values;
}
