import { HEALTH_CATEGORIES, PURPOSES } from "@symbolon/protocol";
import { Link } from "react-router";
import type { RegisterEntry } from "../../data/gateway/permitTypes.ts";
import { formatDate } from "../../format/formatTime.ts";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { classText } from "./caseTexts.ts";

/** What everybody may know of a case. */
export function CaseFactsCard({ entry }: { entry: RegisterEntry }) {
  const labelOf = (code: string) => PURPOSES.find((purpose) => purpose.code === code)?.label ?? code;
  const categoryOf = (point: string) =>
    HEALTH_CATEGORIES.find((each) => each.point === point)?.label ?? point;
  return (
    <Card title="In the public register">
      <Facts
        isList
        facts={[
          { label: "Applicant", value: entry.applicant ?? "A natural person" },
          { label: "Kind", value: classText(entry.applicantClass) },
          { label: "Purposes", value: entry.purposes.map(labelOf).join(", ") },
          { label: "Categories", value: entry.categories.map(categoryOf).join(", ") },
          { label: "Datasets", value: <DatasetLinks ids={entry.datasetIds} /> },
          { label: "Received", value: formatDate(entry.receivedAt) },
          { label: "Decided", value: entry.decidedAt === null ? "not yet" : formatDate(entry.decidedAt) },
          {
            label: "Number",
            value: <CopyText value={entry.applicationHash} label="number of the application" />,
          },
        ]}
      />
    </Card>
  );
}

function DatasetLinks({ ids }: { ids: readonly string[] }) {
  return (
    <span className="row row--end">
      {ids.map((id) => (
        <Link key={id} to={`/datasets/${id}`}>
          {id}
          <span className="visually-hidden"> (dataset)</span>
        </Link>
      ))}
    </span>
  );
}
