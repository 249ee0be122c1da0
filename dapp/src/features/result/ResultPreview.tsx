import type { Hex } from "@symbolon/protocol";
import { countedText } from "../../format/countedText.ts";
import type { CsvPreview } from "../../format/csvPreview.ts";
import { Card } from "../../ui/Card.tsx";
import { ArchivePreview } from "./archive/ArchivePreview.tsx";
import { FirstRows } from "./FirstRows.tsx";
import { OpenedNotice } from "./OpenedNotice.tsx";
import type { OpenedResult } from "./openResult.ts";
import type { ResultContent } from "./resultContent.ts";
import { SaveChoices } from "./SaveChoices.tsx";
import { StatisticPreview } from "./StatisticPreview.tsx";

/**
 * An opened result: the figures of a statistic, a file of records, or an archive; `savedAs` names the file that it was written to already, `schemaDigests`
 * the schemas of the order's datasets.
 */
export function ResultPreview({
  result,
  content,
  savedAs,
  schemaDigests,
}: {
  result: OpenedResult;
  content: ResultContent;
  savedAs: string | null;
  schemaDigests: readonly Hex[];
}) {
  if (content.kind === "statistic") return <StatisticPreview result={result} figures={content.figures} />;
  if (content.kind === "archive") return <ArchivePreview result={result} savedAs={savedAs} />;
  const { preview } = content;
  return <FilePreview result={result} preview={preview} savedAs={savedAs} schemaDigests={schemaDigests} />;
}

/** An opened file: the proof that it is the right one, its first rows, and the ways to keep it. */
function FilePreview({
  result,
  preview,
  savedAs,
  schemaDigests,
}: {
  result: OpenedResult;
  preview: CsvPreview;
  savedAs: string | null;
  schemaDigests: readonly Hex[];
}) {
  return (
    <Card
      title="Your file"
      end={
        <span className="small quiet">
          {countedText(preview.totalRows, "record")} · {countedText(preview.header.length, "variable")}
        </span>
      }
    >
      <div className="stack stack--tight">
        <OpenedNotice what="file" hash={result.hash} savedAs={savedAs} />
        <SaveChoices result={result} header={preview.header} schemaDigests={schemaDigests} />
        <FirstRows preview={preview} label="First rows of the file" noun="record" />
      </div>
    </Card>
  );
}
