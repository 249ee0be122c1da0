import { Link } from "react-router";
import { useDatasetDuties } from "../../data/hooks/useDatasetDuties.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { DutyLines } from "../dataset/DutyLines.tsx";
import { ReviewBadge } from "../dataset/ReviewBadge.tsx";

/** The holders' duties for each dataset of a case: whether it may be asked for, what it was made from, what is protected, who is trusted. */
export function CaseDutiesCard({ datasetIds }: { datasetIds: readonly string[] }) {
  return (
    <Card title="Holders' duties" lead="As holders declare them for the datasets of this case.">
      <ul className="findings">
        {datasetIds.map((id) => (
          <DatasetDuties key={id} datasetId={id} />
        ))}
      </ul>
    </Card>
  );
}

function DatasetDuties({ datasetId }: { datasetId: string }) {
  const { data, ...query } = useDatasetDuties(datasetId);
  return (
    <li className="finding">
      <div className="row row--between">
        <Link to={`/datasets/${datasetId}`}>Dataset {datasetId}</Link>
        {data == null ? null : <ReviewBadge state={data.review.state} />}
      </div>
      {query.isPending ? <Skeleton height="1.4em" /> : null}
      {query.isError ? <ErrorNotice error={query.error} onRetry={() => void query.refetch()} /> : null}
      {data === null ? <p className="small soft">The holder has declared nothing yet.</p> : null}
      {data == null ? null : (
        <>
          <p className="row">
            {data.isInScope ? null : <Badge tone="bad">May not be asked for</Badge>}
            {data.trustedBy.length > 0 ? <Badge tone="accent">Trusted holder</Badge> : null}
            {data.declaration.isDerived ? <Badge>Derived</Badge> : null}
            {data.declaration.protectedColumns.length > 0 ? <Badge>Protected columns</Badge> : null}
          </p>
          <details>
            <summary>
              Duty by duty<span className="visually-hidden">, dataset {datasetId}</span>
            </summary>
            <div className="details__body">
              <DutyLines duties={data} />
            </div>
          </details>
        </>
      )}
    </li>
  );
}
