import type { DatasetDetails } from "../../data/gateway/types.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Icon } from "../../ui/Icon.tsx";

/** What the chain holds about the listing, and the catalogue entry to take along. */
export function RecordCard({ dataset }: { dataset: DatasetDetails }) {
  return (
    <Card title="Record">
      <div className="stack">
        <Facts
          isList
          facts={[
            { label: "Number", value: dataset.id },
            { label: "Published", value: formatDateTime(dataset.publishedAt) },
            { label: "Transaction", value: <CopyText value={dataset.publishedTx} label="transaction" /> },
            {
              label: "Catalogue",
              value: <CopyText value={dataset.catalogueDigest} label="catalogue digest" />,
            },
            { label: "Schema", value: <CopyText value={dataset.schemaDigest} label="schema digest" /> },
          ]}
        />
        <a
          className={buttonClass("plain", "button--small")}
          href={`/catalogue/${dataset.id}.jsonld`}
          download
        >
          <Icon name="download" />
          HealthDCAT-AP entry
        </a>
      </div>
    </Card>
  );
}
