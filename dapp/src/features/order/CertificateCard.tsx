import { type Certificate, digestOfDocument, type Hex } from "@symbolon/protocol";
import { useMemo } from "react";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { Checked } from "./Checked.tsx";
import { certificateAsTaken } from "./certificateAsTaken.ts";
import { HighFidelityFigures } from "./HighFidelityFigures.tsx";
import { PrivateFigures } from "./PrivateFigures.tsx";
import { ReleaseBadge } from "./ReleaseBadge.tsx";
import { StatisticVerdict } from "./StatisticVerdict.tsx";

/** The evaluator's certificate: what it means in plain words, then its figures against the limits the buyer set, then who signed it. `isRefused`: the chain did not take it. */
export function CertificateCard({
  certificate: signed,
  digestOnChain,
  isRefused,
}: {
  certificate: Certificate;
  digestOnChain: Hex | undefined;
  isRefused: boolean;
}) {
  const digest = useMemo(() => digestOfDocument(signed), [signed]);
  const certificate = certificateAsTaken(signed, isRefused);
  return (
    <Card
      title="Certificate"
      end={
        <span className="row">
          <ReleaseBadge kind={certificate.releaseClass} />
          <Badge tone={certificate.passed ? "good" : "bad"}>
            {certificate.passed ? "Passed" : "Not passed"}
          </Badge>
        </span>
      }
    >
      <div className="metrics">
        {certificate.format === "symbolon-statistics-certificate/1" ? (
          <StatisticVerdict certificate={certificate} />
        ) : certificate.releaseClass === "private" ? (
          <PrivateFigures certificate={certificate} />
        ) : (
          <HighFidelityFigures certificate={certificate} />
        )}
        <div className="row row--between small">
          <span>
            <span className="quiet">Signed by evaluator </span>
            <CopyText value={certificate.evaluator} label="evaluator address" />
          </span>
          <Checked
            what="Certificate"
            isMatch={digestOnChain === undefined ? null : digest === digestOnChain.toLowerCase()}
          />
        </div>
      </div>
    </Card>
  );
}
