import { MEAN_ABSOLUTE_NORMAL } from "../../math/meanAbsoluteNormal.ts";
import { toNumber } from "../../math/toNumber.ts";
import type { Charge } from "../../privacy/accountant.ts";
import { coarseSize } from "../coarse/coarseSize.ts";
import type { PrivateModel } from "../model/privateModel.ts";
import { type TableIntervals, tableIntervals } from "./tableIntervals.ts";

/** What a report says of a release; everything in it is public. */
export type ReleaseSummary = {
  readonly privacy: PrivateModel["privacy"];
  /** Every look at the records in order: its cost and its noise (records), which add up to at most the budget. */
  readonly looks: readonly { readonly what: string; readonly rho: number; readonly sigma: number | null }[];
  /** Estimated number of records. */
  readonly total: number;
  readonly columns: readonly {
    readonly fineLevels: number;
    readonly coarseLevels: number;
    readonly sigma: number;
    /** Expected sum |p - q| of the fine 1-way shares before denoising. */
    readonly expectedL1: number;
    /** Of the coarse 1-way counts, at 95 %. */
    readonly intervals: TableIntervals;
  }[];
  /** Measured tables of two columns and more, on coarse levels; the noise is that of all their measurements together. */
  readonly tables: readonly {
    readonly columns: readonly number[];
    readonly cells: number;
    readonly sigma: number;
    /** Expected sum |p - q| of the noisy shares; the model, which shares out what all tables say, errs less. */
    readonly expectedL1: number;
  }[];
};

/** The figures for a release's report, from its document and the accountant's log. Looks at no record. */
export function releaseSummary(model: PrivateModel, charges: readonly Charge[]): ReleaseSummary {
  const expectedL1 = (cells: number, sigma: number) => (MEAN_ABSOLUTE_NORMAL * sigma * cells) / model.total;
  return {
    privacy: model.privacy,
    looks: charges.map(({ what, rho, sigma }) => ({
      what,
      rho: toNumber(rho),
      sigma: sigma && toNumber(sigma),
    })),
    total: model.total,
    columns: model.columns.map(({ map, sigma }, column) => ({
      fineLevels: map.length,
      coarseLevels: coarseSize(map),
      sigma,
      expectedL1: expectedL1(map.length, sigma),
      intervals: tableIntervals(model, [column]),
    })),
    tables: model.tables
      .filter(({ columns }) => columns.length > 1)
      .map(({ columns, counts, variance }) => ({
        columns,
        cells: counts.length,
        sigma: Math.sqrt(variance),
        expectedL1: expectedL1(counts.length, Math.sqrt(variance)),
      })),
  };
}
