import type { DatasetHistory } from "../../data/gateway/historyTypes.ts";
import type { DatasetDetails } from "../../data/gateway/types.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { formatDate } from "../../format/formatTime.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { type Fact, Facts } from "../../ui/Facts.tsx";

/** On what consent or permits the data are used, as far as it may be public: roots and numbers, never who. */
export function ConsentCard({
  dataset,
  history,
}: {
  dataset: DatasetDetails;
  history: DatasetHistory | null | undefined;
}) {
  if (dataset.lane === "EHDS") return <PermitBasis history={history} />;
  const basis = history?.basis;
  return (
    <Card
      title="Consent"
      lead="Each patient's consent is one salted commitment under these roots. Nobody can read a name or even a number of patients from them, but a patient can withdraw with one signed message."
    >
      <Facts
        isList
        facts={[
          ...rootFacts("Consent root", dataset.consentRoots),
          ...(dataset.isConsentSuspended
            ? [{ label: "Basis", value: "suspended by the provider, nothing can be ordered now" }]
            : []),
          {
            label: "Consent epoch",
            value: `${dataset.consentEpoch} ${dataset.consentEpoch === 0n ? "(no withdrawal so far)" : "(rises with every withdrawal)"}`,
          },
          ...(basis === undefined
            ? []
            : [
                { label: "Withdrawals", value: formatNumber(basis.withdrawalsCount) },
                { label: "Consents given one by one", value: formatNumber(basis.grantsCount) },
              ]),
        ]}
      />
    </Card>
  );
}

function PermitBasis({ history }: { history: DatasetHistory | null | undefined }) {
  const permits = history?.permits ?? [];
  return (
    <Card
      title="Permit and opt-out"
      lead="These data are used under data permits (Regulation (EU) 2025/327), not by single consent. A person who opted out before a permit was approved is left out of everything measured under it."
    >
      <div className="stack">
        {history == null || history.basis.optOutRoots.length === 0 ? null : (
          <Facts isList facts={rootFacts("Opt-out list", history.basis.optOutRoots)} />
        )}
        {permits.length === 0 ? (
          <p className="small soft">No data permit covers this dataset at the moment.</p>
        ) : (
          <ul className="stack stack--tight small">
            {permits.map((permit) => (
              <li key={permit.id} className="row">
                Permit {permit.id}
                <Badge tone={permit.state === "ACTIVE" ? "good" : "bad"}>{permit.state.toLowerCase()}</Badge>
                <span className="quiet">
                  {formatDate(permit.validFrom)} to {formatDate(permit.validUntil)}, by
                </span>
                <CopyText value={permit.issuer} label="access body" />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}

function rootFacts(name: string, roots: readonly string[]): Fact[] {
  return roots.map((root, i) => ({
    label: roots.length === 1 ? name : `${name} ${i + 1}`,
    value: <CopyText value={root} label={name.toLowerCase()} head={14} tail={8} />,
  }));
}
