import type { Hex, Product } from "@symbolon/protocol";
import { useOrigin } from "../../data/hooks/useOrigin.ts";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Facts } from "../../ui/Facts.tsx";
import { originFacts } from "./originFacts.ts";

/**
 * Stands where a private order can be made again: why a file without a proof cannot, what the hospital says of its making, and what can be checked instead.
 * `originDigest` is the chain's.
 */
export function OriginCard({ originDigest, product }: { originDigest: Hex; product: Product | undefined }) {
  const origin = useOrigin(originDigest);
  const holds =
    product === "images"
      ? "Its generator learnt from the pictures without noise and may remember some"
      : "Its generator holds them";
  return (
    <Card title="This file cannot be made again" lead="It is not differentially private, and that is why.">
      <div className="stack stack--tight">
        <p className="small soft">
          A private file follows from a public model with noise in it, so anybody can make it again. This one
          was made inside the hospital from the {product === "images" ? "pictures" : "records"} themselves.{" "}
          {holds}, so it can never be published, and how the file was made is the hospital's word.
        </p>
        {origin.data === undefined ? null : <Facts isList facts={originFacts(origin.data)} />}
        {origin.isError ? <ErrorNotice error={origin.error} onRetry={() => void origin.refetch()} /> : null}
        <p className="small soft">
          What anybody can check: the file's hash was fixed on chain before any node opened it, three nodes
          signed it, the hospital signed the report, and the certificate follows from that report. The command{" "}
          <code className="mono">symbolon verify</code> goes through all of it.
        </p>
      </div>
    </Card>
  );
}
