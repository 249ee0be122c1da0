import type { CsvPreview } from "../../format/csvPreview.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { TableScroll } from "../../ui/TableScroll.tsx";
import type { OpenedResult } from "./openResult.ts";
import type { ResultContent } from "./resultContent.ts";
import { SaveChoices } from "./SaveChoices.tsx";
import { StatisticPreview } from "./StatisticPreview.tsx";

/** An opened result: the figures of a statistic, or a file of records; `savedAs` names the file that it was written to already. */
export function ResultPreview({
  result,
  content,
  savedAs,
}: {
  result: OpenedResult;
  content: ResultContent;
  savedAs: string | null;
}) {
  return content.kind === "statistic" ? (
    <StatisticPreview result={result} figures={content.figures} />
  ) : (
    <FilePreview result={result} preview={content.preview} savedAs={savedAs} />
  );
}

/** An opened file: the proof that it is the right one, its first rows, and the ways to keep it. */
function FilePreview({
  result,
  preview,
  savedAs,
}: {
  result: OpenedResult;
  preview: CsvPreview;
  savedAs: string | null;
}) {
  return (
    <Card
      title="Your file"
      end={
        <span className="small quiet">
          {formatNumber(preview.totalRows)} records · {formatNumber(preview.header.length)} variables
        </span>
      }
    >
      <div className="stack stack--tight">
        <Notice tone="good" title="Decrypted here, and exactly the file the nodes signed">
          SHA-256 equals the hash on chain:{" "}
          <CopyText value={result.hash} label="file hash" head={12} tail={8} />
          {savedAs === null ? null : <p>Saved as {savedAs}.</p>}
        </Notice>
        <SaveChoices result={result} />
        <TableScroll label="First rows of the file">
          <table className="table table--data">
            <thead>
              <tr>
                {preview.header.map((name) => (
                  <th scope="col" key={name}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preview.rows.map((row, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a fixed file have no other identity
                <tr key={i}>
                  {row.map((value, column) => (
                    <td key={preview.header[column]}>{value}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableScroll>
        <p className="small quiet">The first {preview.rows.length} records.</p>
      </div>
    </Card>
  );
}
