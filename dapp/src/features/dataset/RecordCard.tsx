import type { DatasetDetails } from "../../data/gateway/types.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Icon } from "../../ui/Icon.tsx";

/** What the chain holds about the listing, and its documents to take along. */
export function RecordCard({ dataset }: { dataset: DatasetDetails }) {
  const base = `/catalogue/${dataset.id}`;
  const files = [
    { name: "Catalogue entry, Turtle", href: `${base}.ttl` },
    { name: "Catalogue entry, JSON-LD", href: `${base}.jsonld` },
    // An offer is there only while there is one to take.
    ...(dataset.status === "LISTED"
      ? [
          { name: "Offer (ODRL), Turtle", href: `${base}/offer.ttl` },
          { name: "Offer (ODRL), JSON-LD", href: `${base}/offer.jsonld` },
        ]
      : []),
    { name: "Quality label, JSON", href: `${base}/label.json` },
  ];
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
        <div className="stack stack--tight">
          <h3>Take it along</h3>
          <ul className="downloads">
            {files.map(({ name, href }) => (
              <li key={href}>
                <a href={href} download>
                  <Icon name="download" />
                  {name}
                </a>
              </li>
            ))}
            <li>
              <a href={`${base}.html`} target="_blank" rel="noreferrer">
                <Icon name="info" />
                HealthDCAT-AP as a page
              </a>
            </li>
          </ul>
        </div>
      </div>
    </Card>
  );
}
