import type { DatasetDetails } from "../../data/gateway/types.ts";
import { preferredText } from "../../format/preferredText.ts";
import { Card } from "../../ui/Card.tsx";
import { entryFacts } from "./entryFacts.ts";

/** What the holder's catalogue entry tells, in words. */
export function AboutCard({ dataset }: { dataset: DatasetDetails }) {
  const { entry } = dataset;
  if (entry === null)
    return (
      <Card title="About the data">
        <p className="soft">The catalogue entry is being fetched; it appears here in a moment.</p>
      </Card>
    );
  const facts = entryFacts(entry);
  const keywords = [...new Set(entry.keyword?.map((word) => preferredText([word])) ?? [])];
  return (
    <Card
      title="About the data"
      lead="From the holder's HealthDCAT-AP entry, whose digest is on chain. The holder answers for what it says."
    >
      <div className="stack">
        {facts.length === 0 ? (
          <p className="soft">The entry tells nothing more that is read here.</p>
        ) : (
          <dl className="lines lines--wide">
            {facts.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {keywords.length === 0 ? null : (
          <ul className="row" aria-label="Keywords">
            {keywords.map((word) => (
              <li className="tag" key={word}>
                {word}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  );
}
