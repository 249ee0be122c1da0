import { useState } from "react";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import { ContentsStep } from "./ContentsStep.tsx";
import { DatasetStep } from "./DatasetStep.tsx";
import { KindStep } from "./KindStep.tsx";
import { PermitStep } from "./PermitStep.tsx";
import { PrivacyStep } from "./PrivacyStep.tsx";
import { PurchaseSummary } from "./PurchaseSummary.tsx";
import { PurposeStep } from "./PurposeStep.tsx";
import {
  askedRhoMicro,
  commonPurposes,
  DEFAULT_DRAFT,
  faultsOf,
  needsPermit,
  noHighFidelity,
  type PurchaseDraft,
  withKind,
} from "./purchaseDraft.ts";
import { RowsStep } from "./RowsStep.tsx";
import { TermsStep } from "./TermsStep.tsx";

/** The order form. `candidates` are the datasets that can go together, `initialIds` those chosen when it opens. */
export function PurchaseForm({
  candidates,
  initialIds,
}: {
  candidates: readonly DatasetSummary[];
  initialIds: readonly string[];
}) {
  const [draft, setDraft] = useState<PurchaseDraft>({ ...DEFAULT_DRAFT, datasetIds: initialIds });
  const change = (part: Partial<PurchaseDraft>) => setDraft((earlier) => ({ ...earlier, ...part }));
  const datasets = candidates.filter((dataset) => draft.datasetIds.includes(dataset.id));
  const askedMicro = askedRhoMicro(draft);
  const faults = faultsOf(draft, datasets);
  const { kind } = draft;
  // Asked only where somebody offers the other kind.
  const hasKinds = candidates.some((dataset) => dataset.offersHighFidelity);
  const steps = [
    "datasets",
    "rows",
    ...(hasKinds ? ["kind"] : []),
    "contents",
    ...(kind === "private" ? ["privacy"] : []),
    "purpose",
    ...(needsPermit(datasets) ? ["permit"] : []),
    "terms",
  ];
  const numberOf = (step: string) => steps.indexOf(step) + 1;
  const schema = (datasets[0] ?? candidates[0])?.schema ?? null;
  return (
    <div className="columns">
      <div className="stack">
        <DatasetStep
          candidates={candidates}
          chosenIds={draft.datasetIds}
          askedMicro={askedMicro ?? 0n}
          error={faults.datasetIds}
          onChange={(datasetIds) => change({ datasetIds })}
        />
        <RowsStep
          rows={draft.rows}
          kind={kind}
          isPricedByRow={datasets.some((dataset) => dataset.rowPriceWei > 0n)}
          error={faults.rows}
          onChange={(rows) => change({ rows })}
        />
        {hasKinds ? (
          <KindStep
            number={numberOf("kind")}
            kind={kind}
            isWarned={draft.isWarned}
            blocked={noHighFidelity(datasets)}
            // Not confirmed yet is no fault to shout about; the summary names it.
            error={kind === "private" || noHighFidelity(datasets) === undefined ? undefined : faults.kind}
            onKind={(chosen) => setDraft((earlier) => withKind(earlier, chosen))}
            onWarned={(isWarned) => change({ isWarned })}
          />
        ) : null}
        {schema === null ? null : (
          <ContentsStep
            number={numberOf("contents")}
            kind={kind}
            schema={schema}
            contents={draft.contents}
            error={faults.contents}
            onChange={(part) => change({ contents: { ...draft.contents, ...part } })}
          />
        )}
        {kind === "private" ? (
          <PrivacyStep
            number={numberOf("privacy")}
            epsilon={draft.epsilon}
            delta={draft.delta}
            askedMicro={askedMicro}
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
          thresholds={draft.thresholds}
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
