import { SymbolonError } from "@symbolon/protocol";
import { useMutation } from "@tanstack/react-query";
import type { OrderDetails } from "../../data/gateway/types.ts";
import type { ChainOrder } from "../../data/queries/chainOrderQuery.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { regenerate } from "./regenerate.ts";

/** Lets anyone make the order's file again from its public model and compare it with the chain, without key or wallet. */
export function RegenerateCard({ order, chain }: { order: OrderDetails; chain: ChainOrder }) {
  const check = useMutation({
    mutationFn: async () => {
      const { modelDigest, outputHash, specDigest } = chain;
      const hash = await regenerate({ orderId: BigInt(order.id), rows: order.rows, specDigest, modelDigest });
      if (hash !== outputHash.toLowerCase())
        throw new SymbolonError("E7001", { actual: hash, expected: outputHash });
      return hash;
    },
  });
  return (
    <Card
      title="Check it yourself"
      lead="The file follows from the public model and a public seed alone. Your browser can make it again, byte for byte, and compare; this needs no key and trusts nobody."
    >
      <div className="stack stack--tight">
        {check.isSuccess ? (
          <Notice tone="good" title="Made again here, and every byte is the same">
            <CopyText value={check.data} label="regenerated hash" head={12} tail={8} />
          </Notice>
        ) : (
          <div>
            <Button isBusy={check.isPending} onClick={() => check.mutate()}>
              Make the file again
            </Button>
          </div>
        )}
        {check.isError ? <ErrorNotice error={check.error} /> : null}
      </div>
    </Card>
  );
}
