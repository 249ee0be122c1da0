import { cidOfDigest, digestOfDocument, type Hex, isStatisticsOrder } from "@symbolon/protocol";
import type { ReactNode } from "react";
import type { OrderDetails } from "../../data/gateway/types.ts";
import type { ChainOrder } from "../../data/queries/chainOrderQuery.ts";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { Checked } from "./Checked.tsx";

/** From consent to payout: every link of the order's evidence with the digest that the next one rests on. */
export function ProvenanceCard({ order, chain }: { order: OrderDetails; chain: ChainOrder | undefined }) {
  const isDelivered = order.state === "FINALISED";
  const isStatistic = order.spec !== null && isStatisticsOrder(order.spec);
  return (
    <Card
      title="Where this comes from"
      lead="Each digest names one document or file. The same values are on chain, so any of them can be fetched from IPFS and checked without trusting this page."
    >
      <ol className="chain">
        {order.datasets.map((dataset) => (
          <Item key={dataset.id} name={`Consent, ${dataset.title}`} digests={dataset.consentRoots} />
        ))}
        <Item
          name="Order specification"
          digests={[order.specDigest]}
          isPinned
          check={
            order.spec === null || chain === undefined ? null : (
              <Checked
                what="Specification"
                isMatch={digestOfDocument(order.spec) === chain.specDigest.toLowerCase()}
              />
            )
          }
        />
        {isStatistic ? (
          <Item name="Transcript of the rounds" digests={[order.modelDigest]} isPinned={isDelivered} />
        ) : order.release?.kind === "high-fidelity" ? (
          <Item
            name="Origin, made in the hospital"
            digests={[order.modelDigest]}
            isPinned={isDelivered}
            check={
              <p className="small quiet">
                No model stands behind this file that could be published: its generator holds the records
                themselves and stays with them. The origin says who made the file, and how.
              </p>
            }
          />
        ) : (
          <Item name="Model, noisy counts only" digests={[order.modelDigest]} isPinned={isDelivered} />
        )}
        <Item name={isStatistic ? "Result" : "Synthetic file"} digests={[order.outputHash]} />
        <Item
          name="Manifest, signed by three nodes"
          digests={[order.manifestDigest]}
          isPinned={isDelivered}
        />
        <Item
          name="Certificate, signed by the evaluator"
          digests={[order.certificateDigest]}
          isPinned={order.certificate !== null}
        />
        <li>
          <div className="chain__line">
            <span className="chain__name">Payment</span>
            <span className="small quiet">
              {paymentText(order.status, chain?.order.settlement?.payees.length)}
            </span>
          </div>
        </li>
      </ol>
    </Card>
  );
}

function paymentText(status: string, payees: number | undefined): string {
  if (status === "REFUNDED") return "returned to the buyer";
  if (payees === undefined) return "in escrow";
  return status === "DISPUTED" ? "held until the dispute is decided" : `split between ${payees} payees`;
}

function Item({
  name,
  digests,
  isPinned = false,
  check,
}: {
  name: string;
  digests: readonly (Hex | null)[];
  isPinned?: boolean;
  check?: ReactNode;
}) {
  const known = digests.filter((digest) => digest !== null);
  return (
    <li>
      <div>
        <div className="chain__line">
          <span className="chain__name">{name}</span>
          {known.length === 0 ? <span className="small quiet">not made yet</span> : null}
          {known.map((digest) => (
            <CopyText key={digest} value={digest} label={`digest of ${name}`} head={10} tail={6} />
          ))}
          {isPinned && known[0] !== undefined ? (
            <a className="small" href={`/ipfs/${cidOfDigest(known[0])}`} rel="noreferrer" target="_blank">
              open from IPFS
            </a>
          ) : null}
        </div>
        {check}
      </div>
    </li>
  );
}
