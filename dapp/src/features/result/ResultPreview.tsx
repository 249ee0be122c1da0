import { useMemo } from "react";
import { csvPreview } from "../../format/csvPreview.ts";
import { formatNumber } from "../../format/formatNumber.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { saveFile } from "../../ui/saveFile.ts";
import { TableScroll } from "../../ui/TableScroll.tsx";
import type { OpenedResult } from "./openResult.ts";
import { StatisticPreview } from "./StatisticPreview.tsx";
import { statisticIn } from "./statisticIn.ts";

/** An opened result: the figures of a statistic, or a file of records. */
export function ResultPreview({ result }: { result: OpenedResult }) {
  const statistic = useMemo(() => statisticIn(result.bytes), [result.bytes]);
  return statistic === null ? (
    <FilePreview result={result} />
  ) : (
    <StatisticPreview result={result} figures={statistic.figures} />
  );
}

/** An opened file: the proof that it is the right one, its first rows, and the way to keep it. */
function FilePreview({ result }: { result: OpenedResult }) {
  const preview = useMemo(() => csvPreview(new TextDecoder().decode(result.bytes)), [result.bytes]);
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
        </Notice>
        <div>
          <Button look="primary" onClick={() => saveFile(result.fileName, result.bytes, "text/csv")}>
            <Icon name="download" />
            Save CSV
          </Button>
        </div>
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
