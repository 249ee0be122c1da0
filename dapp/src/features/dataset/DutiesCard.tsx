import { datasetDutiesPath } from "../../data/gateway/fetchDatasetDuties.ts";
import { useDatasetDuties } from "../../data/hooks/useDatasetDuties.ts";
import { formatDate } from "../../format/formatTime.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { DutyLines } from "./DutyLines.tsx";
import { ReviewBadge } from "./ReviewBadge.tsx";

/** A holder's duties and how they stand for a dataset of the EHDS lane; says so where the holder has declared nothing. */
export function DutiesCard({ datasetId }: { datasetId: string }) {
  const { data, ...query } = useDatasetDuties(datasetId);
  return (
    <Card
      title="Holder's duties"
      lead="As the holder declares them with its account's signature (Regulation (EU) 2025/327). Who is trusted, the access bodies say."
      end={
        data == null ? undefined : (
          <span className="row">
            {data.trustedBy.length > 0 ? <Badge tone="accent">Trusted holder</Badge> : null}
            <ReviewBadge state={data.review.state} />
          </span>
        )
      }
    >
      {query.isError ? <ErrorNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isPending ? <Skeleton height="8em" /> : null}
      {data === null ? (
        <p className="soft">
          The holder has declared nothing yet, so its duties are those of Art. 50 and 60, and no review of the
          description is known.
        </p>
      ) : null}
      {data == null ? null : (
        <div className="stack">
          <DutyLines duties={data} />
          <p className="row small">
            <a className="button button--small" href={datasetDutiesPath(datasetId)} download>
              <Icon name="download" />
              Declaration, JSON
            </a>
            <span className="quiet">Declared {formatDate(data.declaredAt)}</span>
          </p>
        </div>
      )}
    </Card>
  );
}
