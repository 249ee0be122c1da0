import { SymbolonError, type SynthSchema } from "@symbolon/protocol";
import type { EncodedTable } from "../../math/encodedTable.ts";
import { reduceRational } from "../../math/reduceRational.ts";
import { Accountant } from "../../privacy/accountant.ts";
import type { CountSource } from "../../privacy/countSource.ts";
import { gdpRhoMicroFor } from "../../privacy/gdpRhoMicroFor.ts";
import type { KeySource } from "../../privacy/keySource.ts";
import type { Neighbours } from "../../privacy/neighbours.ts";
import { PrivateKeys } from "../../privacy/privateKeys.ts";
import { PrivateTable } from "../../privacy/privateTable.ts";
import type { EntropySource } from "../../random/entropySource.ts";
import { type FineDomain, fineDomain } from "../coding/fineDomain.ts";
import { fitRelease } from "../mechanisms/fitRelease.ts";
import type { MechanismName, ReleaseStep, WorkloadItem } from "../mechanisms/releaseOptions.ts";
import { toModel } from "../model/toModel.ts";
import { columnLevelsOf } from "./columnLevelsOf.ts";
import { schemaRules } from "./schemaRules.ts";
import type { SynthDocument } from "./synthDocument.ts";

/** A file or table with records, of which a release may ask counts. The coding into fine levels follows the schema it is given. */
export type TableSource = {
  counts(domain: FineDomain): CountSource;
  /** Values of an open column outside its declared levels, with the number of patients that have each. */
  keys(column: string, known: readonly string[]): KeySource;
};

export type TableOptions = {
  readonly epsilon: number;
  readonly delta: number;
  readonly mechanism: MechanismName;
  readonly relation?: Neighbours["relation"];
  readonly target?: string;
  /** Column sets that matter beyond all others. */
  readonly workload?: readonly (readonly string[])[];
  /** A public cohort coded into the fine levels it is given: the prior. Whatever it holds is not protected. */
  readonly publicCohort?: (domain: FineDomain) => Promise<EncodedTable>;
  readonly entropy: EntropySource;
  readonly progress?: (step: ReleaseStep) => void;
};

/** Share of the budget, and of delta, that each open column's levels take. */
const OPEN_SHARE = 0.05;
/** What a column set named in the workload weighs beside the 1 of all. */
const NAMED_WEIGHT = 4;

/**
 * Fits a private model to a table behind `source` under a public schema: open code books first get the levels that enough patients share,
 * then the mechanism spends the rest. (epsilon, delta) holds for all of it together, for patients with at most
 * `maxRecordsPerPatient` records, which the source must enforce. Throws E3009 when the budget covers nothing, E1006 for a target or
 * workload that names unknown columns.
 */
export async function fitTable(
  source: TableSource,
  schema: SynthSchema,
  options: TableOptions,
): Promise<{ document: SynthDocument; charges: Accountant["log"] }> {
  const { epsilon, delta, entropy } = options;
  const neighbours: Neighbours = {
    unit: "patient",
    maxRecords: schema.maxRecordsPerPatient,
    relation: options.relation ?? "add-remove",
  };
  const open = schema.columns.filter((column) => column.kind === "categorical" && column.open);
  const keyDelta = open.length === 0 ? 0 : delta * Math.min(0.5, OPEN_SHARE * open.length);
  const accountant = new Accountant({ rhoMicro: gdpRhoMicroFor(epsilon, delta - keyDelta), delta: keyDelta });
  const found = new Map<string, string[]>();
  for (const column of open) {
    if (column.kind !== "categorical") continue;
    const keys = PrivateKeys.open(source.keys(column.name, column.levels), accountant, neighbours, entropy);
    const share = reduceRational({
      num: accountant.totalRhoMicro * BigInt(Math.floor(OPEN_SHARE * 1000)),
      den: 1_000_000_000n,
    });
    const released = await keys.release({ rho: share, delta: keyDelta / (open.length * (1 + 1e-9)) });
    found.set(
      column.name,
      released.keys.map(({ key }) => key),
    );
  }
  const known: SynthSchema = {
    ...schema,
    columns: schema.columns.map((column) =>
      column.kind === "categorical" && column.open
        ? { ...column, levels: [...column.levels, ...(found.get(column.name) ?? [])] }
        : column,
    ),
  };
  const domain = fineDomain(known);
  const at = (name: string) => {
    const column = domain.columns.findIndex((each) => each.name === name);
    if (column < 0)
      throw new SymbolonError("E1006", {
        document: "workload",
        reason: `there is no modelled column ${name}`,
      });
    return column;
  };
  const workload: WorkloadItem[] = (options.workload ?? []).map((names) => ({
    columns: names.map(at),
    weight: NAMED_WEIGHT,
  }));
  const publicTable = await options.publicCohort?.(domain);
  const table = PrivateTable.open(source.counts(domain), accountant, neighbours, entropy);
  const release = await fitRelease(table, accountant, {
    mechanism: options.mechanism,
    levels: columnLevelsOf(domain),
    workload,
    ...schemaRules(known, domain),
    ...(publicTable === undefined ? {} : { publicTable }),
    ...(options.target === undefined ? {} : { target: at(options.target) }),
    ...(options.progress === undefined ? {} : { progress: options.progress }),
  });
  return {
    document: { format: "symbolon-synth/1", schema: known, model: toModel(release, delta) },
    charges: accountant.log,
  };
}
