import { Accountant } from "../../privacy/accountant.ts";
import type { CountSource } from "../../privacy/countSource.ts";
import { PrivateTable } from "../../privacy/privateTable.ts";
import type { ColumnLevels } from "../../tabular/coarse/columnLevels.ts";
import { fitRelease } from "../../tabular/mechanisms/fitRelease.ts";
import type { ReleaseOptions } from "../../tabular/mechanisms/releaseOptions.ts";
import type { PrivateModel } from "../../tabular/model/privateModel.ts";
import { toModel } from "../../tabular/model/toModel.ts";
import type { PrivateRecordsOptions } from "./fitPrivateRecords.ts";
import { measurePairs } from "./measurePairs.ts";

/** One measured part of patients over time. */
export type RecordsPart = {
  /** In words, for the ledger. */
  readonly what: string;
  /** Counts of which one patient, with all that is theirs, moves any table by `most` at most (L2). */
  readonly source: CountSource;
  readonly most: number;
  readonly levels: readonly ColumnLevels[];
  /** What it may spend. */
  readonly rhoMicro: bigint;
  /** How it is modelled; with `pairs`, by these tables alone. */
  readonly how: Partial<ReleaseOptions> & { readonly pairs?: readonly (readonly number[])[] };
};

/** The model of a part, within its own budget, and what it was charged. Throws E3009 for a budget that covers nothing. */
export async function fitPart(
  { what, source, most, levels, rhoMicro, how }: RecordsPart,
  {
    delta,
    entropy,
    mechanism = "aim",
    open = PrivateTable.open,
  }: Pick<PrivateRecordsOptions, "delta" | "entropy" | "mechanism" | "open">,
): Promise<{ readonly model: PrivateModel; readonly charges: Accountant["log"] }> {
  const accountant = new Accountant({ rhoMicro });
  const neighbours = { unit: "patient", maxRecords: most, relation: "add-remove" } as const;
  const table = open(source, accountant, neighbours, entropy);
  const { pairs, ...chosen } = how;
  const model =
    pairs === undefined
      ? toModel(await fitRelease(table, accountant, { mechanism, levels, ...chosen }), delta)
      : await measurePairs(table, accountant, pairs, delta, levels);
  return {
    model,
    charges: accountant.log.map((charge) => ({ ...charge, what: `${what}: ${charge.what}` })),
  };
}
