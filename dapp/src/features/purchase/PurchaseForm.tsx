import { useState } from "react";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import { ContentsStep } from "./ContentsStep.tsx";
import { DatasetStep } from "./DatasetStep.tsx";
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
  type PurchaseDraft,
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
          isPricedByRow={datasets.some((dataset) => dataset.rowPriceWei > 0n)}
          error={faults.rows}
          onChange={(rows) => change({ rows })}
        />
        {schema === null ? null : (
          <ContentsStep
            schema={schema}
            contents={draft.contents}
            error={faults.contents}
            onChange={(part) => change({ contents: { ...draft.contents, ...part } })}
          />
        )}
        <PrivacyStep
          epsilon={draft.epsilon}
          delta={draft.delta}
          askedMicro={askedMicro}
          error={faults.epsilon}
          onChange={change}
        />
        <PurposeStep
          commonMask={commonPurposes(datasets)}
          purposeMask={draft.purposeMask}
          // Not chosen yet is no fault to shout about; the summary names it.
          error={draft.purposeMask === 0 ? undefined : faults.purposeMask}
          onChange={(purposeMask) => change({ purposeMask })}
        />
        {needsPermit(datasets) ? (
          <PermitStep
            permitId={draft.permitId}
            // Not typed yet is no fault to shout about; the summary names it.
            error={draft.permitId === "" ? undefined : faults.permitId}
            onChange={(permitId) => change({ permitId })}
          />
        ) : null}
        <TermsStep
          number={needsPermit(datasets) ? 7 : 6}
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
