import type { Hex } from "@symbolon/protocol";
import { publicValues } from "../../format/binLabel.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { formatSym } from "../../format/formatSym.ts";
import { purposesOf } from "../../format/purposes.ts";
import { Card } from "../../ui/Card.tsx";
import { Facts } from "../../ui/Facts.tsx";
import type { DraftFaults } from "./draft/draftFaults.ts";
import { faultsOfStep } from "./draft/faultsOfStep.ts";
import { providerConfigOf } from "./draft/providerConfigOf.ts";
import type { PublishDraft } from "./draft/publishDraft.ts";
import { STEPS, type StepId } from "./draft/steps.ts";
import { schemaColumn } from "./sample/schemaColumn.ts";

/** Step 5, first half: what is still missing, and everything that becomes public, where. */
export function ReviewStep({
  draft,
  faults,
  account,
  onGo,
}: {
  draft: PublishDraft;
  faults: DraftFaults;
  account: Hex;
  onGo: (step: StepId) => void;
}) {
  const config = providerConfigOf(draft, "");
  const columns = draft.columns.filter(({ isIncluded }) => isIncluded).map(schemaColumn);
  const open = STEPS.filter(({ id }) => faultsOfStep(faults, id).length > 0);
  return (
    <>
      {open.length === 0 ? null : (
        <Card title="Still missing">
          <ul className="lines">
            {open.map(({ id, title }) => (
              <li key={id}>
                <button type="button" className="link" onClick={() => onGo(id)}>
                  {title}
                </button>
                :{" "}
                {faultsOfStep(faults, id)
                  .map(([, text]) => text)
                  .join(" ")}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card
        title="What will be public"
        lead="On chain and in the catalogue. Nothing else leaves this browser, and no record does."
      >
        <div className="stack">
          <Facts
            isList
            facts={[
              { label: "Dataset", value: draft.title || "–" },
              { label: "Holder", value: `${draft.publisher || "–"}, ${draft.contact || "–"}` },
              { label: "Your account", value: <span className="mono break">{account}</span> },
              {
                label: "Records",
                value: `${formatNumber(Math.round((draft.sample?.rows ?? 0) / 10) * 10)}, rounded to tens`,
              },
              { label: "Lane", value: draft.lane === "ehds" ? "EHDS, by data permit" : "Market, by consent" },
              {
                label: "Purposes",
                value:
                  purposesOf(draft.purposesMask)
                    .map(({ label }) => label)
                    .join(", ") || "–",
              },
              {
                label: "One order",
                value: config.priceWei === "" ? "–" : `${formatSym(BigInt(config.priceWei), 4)} SYM`,
              },
              { label: "Privacy budget", value: `ε ${draft.epsilon}` },
              { label: "Population", value: draft.coverage || "–" },
              {
                label: "Typical ages",
                value: draft.minAge === "" ? "not told" : `${draft.minAge} to ${draft.maxAge}`,
              },
            ]}
          />
          <details>
            <summary>{columns.length} columns with their ranges and levels</summary>
            <ul className="lines small">
              {columns.map((column) => (
                <li key={column.name}>
                  <b>{column.label}</b> {publicValues(column).join(" · ")}
                </li>
              ))}
            </ul>
          </details>
        </div>
      </Card>
    </>
  );
}
