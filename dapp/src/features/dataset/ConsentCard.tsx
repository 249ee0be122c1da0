import type { DatasetDetails } from "../../data/gateway/types.ts";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { Facts } from "../../ui/Facts.tsx";

/** On what consent the data are used, as far as it may be public: roots and the number of withdrawals. */
export function ConsentCard({ dataset }: { dataset: DatasetDetails }) {
  if (dataset.lane === "EHDS")
    return (
      <Card
        title="Permit and opt-out"
        lead="These data are used under data permits (Regulation (EU) 2025/327), not by single consent."
      >
        <p className="small soft">
          A person who opted out before a permit was approved is left out of everything measured under it.
        </p>
      </Card>
    );
  return (
    <Card
      title="Consent"
      lead="Each patient's consent is one salted commitment under these roots. Nobody can read a name or even a number of patients from them, but a patient can withdraw with one signed message."
    >
      <Facts
        isList
        facts={[
          ...dataset.consentRoots.map((root, i) => ({
            label: dataset.consentRoots.length === 1 ? "Consent root" : `Consent root ${i + 1}`,
            value: <CopyText value={root} label="consent root" head={14} tail={8} />,
          })),
          ...(dataset.isConsentSuspended
            ? [{ label: "Basis", value: "suspended by the provider, nothing can be ordered now" }]
            : []),
          {
            label: "Consent epoch",
            value: `${dataset.consentEpoch} ${dataset.consentEpoch === 0n ? "(no withdrawal so far)" : "(rises with every withdrawal)"}`,
          },
        ]}
      />
    </Card>
  );
}
