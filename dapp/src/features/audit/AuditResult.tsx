import { provDocument } from "@symbolon/synth-worker/verification";
import { Link } from "react-router";
import { formatNumber } from "../../format/formatNumber.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { saveFile } from "../../ui/saveFile.ts";
import { AuditLines } from "./AuditLines.tsx";
import { auditGroups } from "./auditGroups.ts";
import type { Audit } from "./runAudit.ts";

/** The verdict in one line, every check by part, and the evidence as a file that `symbolon verify` reads. */
export function AuditResult({ audit }: { audit: Audit }) {
  const { checks, evidence, fileName } = audit;
  const failed = checks.filter(({ ok }) => !ok);
  const subject = fileName === null ? `Order ${evidence.orderId}` : fileName;
  return (
    <>
      {failed.length === 0 ? (
        <Notice tone="good" title={`${subject}: all ${checks.length} checks pass`}>
          {fileName === null
            ? "No file was given, so the rows were made again and compared with the hash on chain where that is possible."
            : `The file is what order ${evidence.orderId} paid for.`}
        </Notice>
      ) : (
        <Notice tone="bad" title={`${subject}: ${failed.length} of ${checks.length} checks fail`}>
          {failed.map(({ name }) => name).join(", ")}
        </Notice>
      )}
      {auditGroups(audit).map((group) => (
        <Card key={group.title} title={group.title} lead={group.lead}>
          <AuditLines lines={group.lines} />
        </Card>
      ))}
      <Card
        title="Take the evidence with you"
        lead="One PROV-JSON file: the graph from consent to payment, and every log and document that was checked. It needs no network."
      >
        <div className="stack stack--tight">
          <p className="small soft">
            Up to block {formatNumber(evidence.blockNumber)}: {formatNumber(evidence.logs.length)} log entries
            and {Object.keys(evidence.documents).length} documents of{" "}
            <Link to={`/orders/${evidence.orderId}`}>order {evidence.orderId}</Link>. Check it anywhere with{" "}
            <code className="mono">symbolon verify FILE --bundle order-{evidence.orderId}.prov.json</code>
          </p>
          <div className="row">
            <Button
              onClick={() =>
                saveFile(
                  `order-${evidence.orderId}.prov.json`,
                  JSON.stringify(provDocument(evidence)),
                  "application/json",
                )
              }
            >
              <Icon name="download" />
              Save PROV-JSON bundle
            </Button>
          </div>
        </div>
      </Card>
    </>
  );
}
