import { SymbolonError } from "@symbolon/protocol";
import { useMutation } from "@tanstack/react-query";
import { Link } from "react-router";
import type { OrderDetails } from "../../data/gateway/types.ts";
import type { ChainOrder } from "../../data/queries/chainOrderQuery.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { ColumnMarginals } from "./ColumnMarginals.tsx";
import { columnMarginals } from "./columnMarginals.ts";
import { LedgerTable } from "./LedgerTable.tsx";
import { regenerate } from "./regenerate.ts";

/**
 * Lets anyone make a private order's file again from its public model, compare it with the chain, and see it beside what was measured, without
 * key or wallet.
 */
export function RegenerateCard({ order, chain }: { order: OrderDetails; chain: ChainOrder }) {
  const check = useMutation({
    mutationFn: async () => {
      const { modelDigest, outputHash, specDigest } = chain;
      const made = await regenerate({ orderId: BigInt(order.id), rows: order.rows, specDigest, modelDigest });
      if (made.hash !== outputHash.toLowerCase())
        throw new SymbolonError("E7001", { actual: made.hash, expected: outputHash });
      return made;
    },
  });
  return (
    <Card
      title="Check it yourself"
      lead="The file follows from the public model and a public seed alone. Your browser can make it again, byte for byte, compare, and draw every variable beside what was measured; this needs no key and trusts nobody."
    >
      <div className="stack stack--tight">
        {check.isSuccess ? (
          <>
            <Notice tone="good" title="Made again here, and every byte is the same">
              <CopyText value={check.data.hash} label="regenerated hash" head={12} tail={8} />
            </Notice>
            {check.data.isCohort ? (
              <p className="small soft">
                The file is of one group of patients and the model's tables are of all, so the two cannot be
                drawn beside each other.
              </p>
            ) : (
              <ColumnMarginals marginals={columnMarginals(check.data.model, check.data.cells)} />
            )}
            <details>
              <summary>Every look at the records, with its price</summary>
              <LedgerTable model={check.data.model} />
            </details>
          </>
        ) : (
          <div className="row">
            <Button isBusy={check.isPending} onClick={() => check.mutate()}>
              Make the file again
            </Button>
            <Link to={`/audit?order=${order.id}`}>Run every check there is</Link>
          </div>
        )}
        {check.isError ? <ErrorNotice error={check.error} /> : null}
      </div>
    </Card>
  );
}
