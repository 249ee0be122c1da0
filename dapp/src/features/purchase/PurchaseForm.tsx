import { useMemo } from "react";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import { schemaProducts } from "../dataset/schemaProducts.ts";
import { ContentsStep } from "./ContentsStep.tsx";
import { cohortOf } from "./cohortOf.ts";
import { DatasetStep } from "./DatasetStep.tsx";
import { faultsOf } from "./draftFaults.ts";
import { FeasibilityCheck } from "./FeasibilityCheck.tsx";
import { isHighFidelity } from "./highFidelityKind.ts";
import { ImagesStep } from "./ImagesStep.tsx";
import { KindStep } from "./KindStep.tsx";
import { kindRefusal } from "./kindRefusal.ts";
import { LinkedStep } from "./LinkedStep.tsx";
import type { OrderKind } from "./orderKind.ts";
import { PatientsStep } from "./PatientsStep.tsx";
import { PermitStep } from "./PermitStep.tsx";
import { PredictionNote } from "./PredictionNote.tsx";
import { PrivacyStep } from "./PrivacyStep.tsx";
import { PurchaseSummary } from "./PurchaseSummary.tsx";
import { PurposeStep } from "./PurposeStep.tsx";
import { askedRhoMicro, commonPurposes, isProven, needsPermit, type PurchaseDraft } from "./purchaseDraft.ts";
import { RowsStep } from "./RowsStep.tsx";
import { StatisticStep } from "./StatisticStep.tsx";
import { statisticRequest } from "./statisticRequest.ts";
import { TermsStep } from "./TermsStep.tsx";
import { type OpenedWith, usePurchaseDraft } from "./usePurchaseDraft.ts";

/** The order form: numbered steps over one draft, and beside them what it costs and the button that orders it. */
export function PurchaseForm(opened: OpenedWith) {
  const { candidates } = opened;
  const { draft, change, changeKind } = usePurchaseDraft(opened);
  const { kind } = draft;
  const chosen = useMemo(
    () => candidates.filter((dataset) => draft.datasetIds.includes(dataset.id)),
    [candidates, draft.datasetIds],
  );
  const [first] = chosen;
  const { partner } = draft.linked;
  const datasets = useMemo(
    () => (kind === "linked" ? [first, partner].filter((each) => each != null) : chosen),
    [kind, chosen, first, partner],
  );
  const askedMicro = askedRhoMicro(draft);
  const faults = useMemo(() => faultsOf(draft, datasets), [draft, datasets]);
  const shown = kindsOf(candidates);
  const refusals = Object.fromEntries(shown.map((each) => [each, kindRefusal(each, chosen)]));
  const schema = (first ?? candidates[0])?.schema ?? null;
  const steps = [
    "datasets",
    "kind",
    ...(kind === "statistics" ? [] : ["rows"]),
    ...(schema === null ? [] : ["contents"]),
    ...(isProven(draft) ? ["privacy"] : []),
    "purpose",
    ...(needsPermit(datasets) ? ["permit"] : []),
    "terms",
  ];
  const numberOf = (step: string) => steps.indexOf(step) + 1;
  const feasibility =
    schema === null ? null : (
      <FeasibilityCheck datasets={datasets} cohort={cohortOf(draft.contents.cohort, schema)} />
    );
  const onCohort = (cohort: PurchaseDraft["contents"]["cohort"]) =>
    change({ contents: { ...draft.contents, cohort } });
  return (
    <div className="columns">
      <div className="stack">
        <DatasetStep
          candidates={candidates}
          chosenIds={draft.datasetIds}
          leastDatasets={kind === "private" ? draft.leastDatasets : undefined}
          askedMicro={askedMicro ?? 0n}
          error={faults.datasetIds}
          // Another choice of datasets asks anew how many of them are enough.
          onChange={(datasetIds) => change({ datasetIds, leastDatasets: null })}
          onLeast={(leastDatasets) => change({ leastDatasets })}
        />
        <KindStep
          number={numberOf("kind")}
          kind={kind}
          shown={shown}
          refusals={refusals}
          isWarned={draft.isWarned}
          // Not confirmed yet is no fault to shout about; the summary names it.
          error={isHighFidelity(kind) && kindRefusal(kind, chosen) === undefined ? undefined : faults.kind}
          onKind={changeKind}
          onWarned={(isWarned) => change({ isWarned })}
        />
        {kind === "statistics" ? null : (
          <RowsStep
            number={numberOf("rows")}
            rows={draft.rows}
            kind={kind}
            isPricedByRow={datasets.some((dataset) => dataset.rowPriceWei > 0n)}
            error={faults.rows}
            onChange={(rows) => change({ rows })}
          />
        )}
        {schema !== null && (kind === "private" || kind === "high-fidelity") ? (
          <ContentsStep
            number={numberOf("contents")}
            kind={kind}
            schema={schema}
            contents={draft.contents}
            feasibility={feasibility}
            error={faults.contents}
            onChange={(part) => change({ contents: { ...draft.contents, ...part } })}
          />
        ) : null}
        {schema !== null && kind === "patients-over-time" ? (
          <PatientsStep
            number={numberOf("contents")}
            schema={schema}
            cohort={draft.contents.cohort}
            feasibility={feasibility}
            error={faults.contents}
            onCohort={onCohort}
          />
        ) : null}
        {schema?.images !== undefined && kind === "images" ? (
          <ImagesStep
            number={numberOf("contents")}
            images={schema.images}
            classesOut={draft.contents.classesOut}
            error={faults.contents}
            onChange={(classesOut) => change({ contents: { ...draft.contents, classesOut } })}
          />
        ) : null}
        {schema !== null && kind === "statistics" ? (
          <StatisticStep
            number={numberOf("contents")}
            schema={schema}
            statistic={draft.statistic}
            cohort={draft.contents.cohort}
            hospitals={datasets.length}
            isEhds={needsPermit(datasets)}
            feasibility={feasibility}
            // What is not chosen yet is no fault to shout about; the summary names it.
            error={"missing" in statisticRequest(draft.statistic, schema) ? undefined : faults.statistic}
            onChange={(statistic) => change({ statistic })}
            onCohort={onCohort}
          />
        ) : null}
        {first !== undefined && kind === "linked" ? (
          <LinkedStep
            number={numberOf("contents")}
            first={first}
            linked={draft.linked}
            error={partner === null ? undefined : faults.linked}
            onChange={(part) => change({ linked: { ...draft.linked, ...part } })}
          />
        ) : null}
        {isProven(draft) ? (
          <PrivacyStep
            number={numberOf("privacy")}
            epsilon={draft.epsilon}
            delta={draft.delta}
            askedMicro={askedMicro}
            isFile={kind !== "statistics"}
            prediction={<PredictionNote draft={draft} datasets={datasets} />}
            error={faults.epsilon}
            onChange={change}
          />
        ) : null}
        <PurposeStep
          number={numberOf("purpose")}
          commonMask={commonPurposes(datasets)}
          purposeMask={draft.purposeMask}
          // Not chosen yet is no fault to shout about; the summary names it.
          error={draft.purposeMask === 0 ? undefined : faults.purposeMask}
          onChange={(purposeMask) => change({ purposeMask })}
        />
        {needsPermit(datasets) ? (
          <PermitStep
            number={numberOf("permit")}
            permitId={draft.permitId}
            // Not typed yet is no fault to shout about; the summary names it.
            error={draft.permitId === "" ? undefined : faults.permitId}
            onChange={(permitId) => change({ permitId })}
          />
        ) : null}
        <TermsStep
          number={numberOf("terms")}
          accessSeconds={draft.accessSeconds}
          thresholds={kind === "statistics" ? null : draft.thresholds}
          compared={kind === "images" ? "features" : "variables"}
          error={faults.thresholds}
          onChange={change}
        />
      </div>
      <div className="aside">
        <PurchaseSummary draft={draft} datasets={datasets} faults={faults} />
      </div>
    </div>
  );
}

/** Kinds of order that somebody among the candidates offers. */
function kindsOf(candidates: readonly DatasetSummary[]): OrderKind[] {
  const products = new Set(
    candidates.flatMap(({ offersHighFidelity, schema }) =>
      offersHighFidelity ? (["high-fidelity", ...schemaProducts(schema)] as const) : [],
    ),
  );
  const isLinkable = candidates.some(({ offersLinkage }) => offersLinkage);
  return ["private", "statistics", ...(isLinkable ? (["linked"] as const) : []), ...products];
}
