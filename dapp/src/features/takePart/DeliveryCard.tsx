import { formatNumber } from "../../format/formatNumber.ts";
import { shortHex } from "../../format/shortHex.ts";
import { describeShares } from "../../transactions/sendShare.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import type { SealedShares } from "./shareStore.ts";

/** Which node has its sealed package, and the button that signs and sends the others. */
export function DeliveryCard({
  orderId,
  shares,
  isBusy,
  isReady,
  error,
  onSend,
}: {
  orderId: string;
  shares: SealedShares;
  isBusy: boolean;
  isReady: boolean;
  error: unknown;
  onSend: () => void;
}) {
  const { packages, delivered } = shares;
  const isDone = packages.every(({ node }) => delivered.includes(node));
  const text = describeShares(orderId);
  return (
    <Card
      title="Sealed packages"
      lead="One for each node, sealed to its key. Drawn once for this claim and kept in this browser; a reload sends the same bytes."
    >
      <div className="stack stack--tight">
        <ul className="stack stack--tight" aria-label="Nodes">
          {packages.map(({ node, endpoint, message }) => (
            <li key={node} className="row row--between">
              <span>
                <span className="mono">{shortHex(node)}</span>{" "}
                <span className="small quiet">
                  {endpoint} · {formatNumber((message.sealed.length - 2) / 2)} bytes
                </span>
              </span>
              {delivered.includes(node) ? (
                <Badge tone="good">has it</Badge>
              ) : (
                <Badge isLive={isBusy}>{isBusy ? "sending" : "not sent"}</Badge>
              )}
            </li>
          ))}
        </ul>
        {isDone ? (
          <Notice tone="good" title="All three nodes have their package">
            Nothing more is asked for until the file is reported.
          </Notice>
        ) : (
          <>
            <div className="row">
              <Button look="primary" isBusy={isBusy} disabled={!isReady} onClick={onSend}>
                Sign and send
              </Button>
            </div>
            <p className="small quiet">
              {text.title}: {text.facts[0]!.value.toLowerCase()}. {text.note}
            </p>
          </>
        )}
        {error === null ? null : <ErrorNotice error={error} />}
      </div>
    </Card>
  );
}
