import { cidOfDigest } from "@symbolon/protocol";
import type { DatasetHistory } from "../../data/gateway/historyTypes.ts";
import { formatRho } from "../../format/formatRho.ts";
import { formatDateTime } from "../../format/formatTime.ts";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { TableScroll } from "../../ui/TableScroll.tsx";

/** Every version of the data, newest first, with the entry that described it then. */
export function VersionsCard({ history }: { history: DatasetHistory }) {
  return (
    <Card
      title="Versions"
      lead="What was published stays as it was: an order keeps the version that it was placed on."
    >
      <TableScroll label="Versions">
        <table className="table table--wide">
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">Published</th>
              <th scope="col">Budget added</th>
              <th scope="col">Entry</th>
              <th scope="col">Transaction</th>
            </tr>
          </thead>
          <tbody>
            {history.versions.toReversed().map((version) => (
              <tr key={version.version}>
                <td>{version.version}</td>
                <td>{formatDateTime(version.publishedAt)}</td>
                <td>{formatRho(version.addedRhoMicro)}</td>
                <td>
                  <a href={`/ipfs/${cidOfDigest(version.catalogueDigest)}`} target="_blank" rel="noreferrer">
                    open<span className="visually-hidden"> entry of version {version.version}</span>
                  </a>
                </td>
                <td>
                  <CopyText value={version.publishedTx} label="transaction" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}
