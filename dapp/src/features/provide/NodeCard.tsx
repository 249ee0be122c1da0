import type { DatasetDetails } from "../../data/gateway/types.ts";
import { useDatasetHistory } from "../../data/hooks/useDatasetHistory.ts";
import { formatDate, formatDateTime } from "../../format/formatTime.ts";
import { Card } from "../../ui/Card.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { nodeSigns } from "./nodeSigns.ts";
import { reviewDate } from "./reviewDate.ts";

/** What the chain tells of the hospital's node, which has no address that anybody could ask, and how to see the rest. */
export function NodeCard({ dataset }: { dataset: DatasetDetails }) {
  const history = useDatasetHistory(dataset.id);
  const signs = history.data == null ? null : nodeSigns(history.data.orders);
  return (
    <Card title="Your node">
      <div className="stack stack--tight">
        {signs === null ? null : signs.waiting.length > 0 ? (
          <Notice
            tone="warn"
            title={`${signs.waiting.length === 1 ? "One order waits" : `${signs.waiting.length} orders wait`} for hospitals`}
          >
            Since {formatDateTime(signs.waiting[0]!.since)}. If your node runs it answers within a minute;
            else start it.
          </Notice>
        ) : (
          <p className="small soft">No order waits for it.</p>
        )}
        <Facts
          isList
          facts={[
            {
              label: "Last order it had part in",
              value: signs?.lastDone == null ? "none yet" : formatDateTime(signs.lastDone),
            },
            { label: "Consent basis", value: dataset.isConsentSuspended ? "suspended" : "active" },
            { label: "Version of the data", value: String(dataset.version) },
            { label: "Review by", value: formatDate(reviewDate(dataset.publishedAt)) },
          ]}
        />
        <p className="small quiet">
          The node of a hospital only asks, nobody can ask it: it has no address. Its own log says how it is;
          it prints <code>ready</code> with this dataset's number when it serves.
        </p>
      </div>
    </Card>
  );
}
