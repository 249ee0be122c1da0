import { type Hex, LINKED, type OrderSpec, STATISTICS, SymbolonError } from "@symbolon/protocol";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import {
  buildOrderSpec,
  type OrderChoices,
  type StatisticsContents,
} from "../../transactions/buildOrderSpec.ts";
import { cohortOf } from "./cohortOf.ts";
import { specContents } from "./contents.ts";
import { isHighFidelity } from "./highFidelityKind.ts";
import { linkedPart } from "./linkedDraft.ts";
import { askedRhoMicro, type PurchaseDraft, planOf } from "./purchaseDraft.ts";
import { statisticRequest } from "./statisticRequest.ts";

/** Fewest hospitals of an aggregate that its schema asks for by default; with two, each can take its own part off. */
const AGGREGATE_HOSPITALS = 3;

/**
 * The order that a finished draft stands for. Throws E1006 while something is missing, and what buildOrderSpec throws for an order that cannot run, so
 * this is also how a draft is checked.
 */
export function draftSpec(
  draft: PurchaseDraft,
  datasets: readonly DatasetSummary[],
  buyer: { readonly chainId: number; readonly buyerKey: Hex },
): OrderSpec {
  const [first] = datasets;
  const rhoMicro = askedRhoMicro(draft);
  if (first?.schema == null || rhoMicro === null) throw missing("datasets or epsilon are not chosen");
  const common = {
    ...buyer,
    datasetIds: datasets.map(({ id }) => id),
    schemaDigest: first.schemaDigest,
    schema: first.schema,
    rows: draft.rows,
    rhoMicro,
    purposeMask: draft.purposeMask,
    thresholds: draft.thresholds,
  };
  return buildOrderSpec({ ...common, ...partOf(draft, datasets, first.schema) });
}

function partOf(
  draft: PurchaseDraft,
  datasets: readonly DatasetSummary[],
  schema: OrderChoices["schema"],
): Pick<OrderChoices, "contents" | "plan"> & Partial<OrderChoices> {
  const { kind } = draft;
  if (kind === "statistics")
    return { contents: statisticContents(draft, datasets, schema), plan: null, rows: 1 };
  if (isHighFidelity(kind)) return { contents: specContents(draft.contents, kind, schema), plan: null };
  const plan = planOf(draft, datasets);
  if (plan === null) throw missing("a dataset does not publish how many patients it has");
  if (kind === "private") {
    const leastDatasets = draft.leastDatasets ?? undefined;
    return { contents: specContents(draft.contents, "private", schema), plan, leastDatasets };
  }
  const joined = linkedPart(draft.linked, datasets);
  const { parts, workload } = joined;
  return {
    contents: { engine: LINKED, parts, workload },
    ...{ plan, schema: joined.schema, schemaDigest: joined.schemaDigest },
  };
}

function statisticContents(
  { statistic, contents, epsilon, delta }: PurchaseDraft,
  datasets: readonly DatasetSummary[],
  schema: OrderChoices["schema"],
): StatisticsContents {
  const asked = statisticRequest(statistic, schema);
  if ("missing" in asked) throw missing(asked.missing);
  const cohort = cohortOf(contents.cohort, schema);
  return {
    engine: STATISTICS,
    request: asked.request,
    ...(cohort.length === 0 ? {} : { cohort }),
    release:
      statistic.release === "private"
        ? { kind: "private", epsilon, delta }
        : { kind: "aggregate", minHospitals: Math.max(2, Math.min(AGGREGATE_HOSPITALS, datasets.length)) },
  };
}

function missing(reason: string): SymbolonError {
  return new SymbolonError("E1006", { document: "order", reason });
}
