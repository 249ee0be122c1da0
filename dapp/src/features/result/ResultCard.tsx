import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { fetchResult } from "../../data/gateway/fetchResult.ts";
import type { OrderDetails } from "../../data/gateway/types.ts";
import type { ChainOrder } from "../../data/queries/chainOrderQuery.ts";
import { formatDate } from "../../format/formatTime.ts";
import { describeDownload, signDownload } from "../../transactions/signDownload.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { saveFile } from "../../ui/saveFile.ts";
import { useSession } from "../wallet/useSession.ts";
import { KeyFileInput } from "./KeyFileInput.tsx";
import { findKey, keyFileText, saveKey } from "./keyStore.ts";
import { openResult } from "./openResult.ts";
import { ResultPreview } from "./ResultPreview.tsx";

/** The delivered file: sign, fetch, decrypt and check it in this browser, look at it, save it. */
export function ResultCard({ order, chain }: { order: OrderDetails; chain: ChainOrder | undefined }) {
  if (chain === undefined)
    return (
      <Card title="Your file">
        <Skeleton width="60%" />
      </Card>
    );
  return <LoadedResultCard order={order} chain={chain} />;
}

function LoadedResultCard({ order, chain }: { order: OrderDetails; chain: ChainOrder }) {
  const config = useConfig();
  const deployment = useDeployment();
  const { chainId } = deployment;
  const { account, isRightChain } = useSession();
  const [key, setKey] = useState(() => findKey(localStorage, chainId, chain.buyerKey));
  const isBuyer = account?.toLowerCase() === chain.buyer.toLowerCase();
  const isOpen = chain.accessUntil > chain.chainTime;
  const text = describeDownload(order.id);
  const result = useMutation({
    mutationFn: async ({ signer, privateKey }: { signer: `0x${string}`; privateKey: `0x${string}` }) => {
      const headers = await signDownload(config, deployment, signer, order.id);
      const sealed = await fetchResult(order.id, headers);
      return openResult(sealed, privateKey, {
        chainId,
        orderId: BigInt(order.id),
        outputHash: chain.outputHash,
      });
    },
  });
  if (result.data !== undefined) return <ResultPreview result={result.data} />;
  return (
    <Card
      title="Your file is ready"
      lead={`It is encrypted to a key that only you have. Your browser fetches it, opens it and compares its hash with the chain. Open until ${formatDate(chain.accessUntil)}.`}
    >
      <div className="stack stack--tight">
        {isOpen ? null : (
          <Notice tone="warn" title="The download period of this order has ended.">
            What you saved stays yours. A renewal opens a new period.
          </Notice>
        )}
        {isOpen && !isBuyer ? (
          <Notice title="Only the buyer can download">
            {account === undefined ? "Connect" : "Switch to"} the account that placed this order.
          </Notice>
        ) : null}
        {isBuyer && key === null ? (
          <KeyFileInput
            orderId={order.id}
            publicKey={chain.buyerKey}
            onKey={(found) => {
              saveKey(localStorage, chainId, found);
              setKey(found);
            }}
          />
        ) : null}
        {isBuyer && key !== null ? (
          <>
            <div className="row">
              <Button
                look="primary"
                isBusy={result.isPending}
                disabled={!isOpen || !isRightChain}
                onClick={() => account && result.mutate({ signer: account, privateKey: key.privateKey })}
              >
                <Icon name="lock" />
                Download and decrypt
              </Button>
              <Button
                onClick={() =>
                  saveFile(`symbolon-order-${order.id}-key.json`, keyFileText(key), "application/json")
                }
              >
                <Icon name="key" />
                Save key file
              </Button>
            </div>
            <p className="small quiet">You sign once to show that the order is yours. {text.note}</p>
          </>
        ) : null}
        {result.isError ? <ErrorNotice error={result.error} /> : null}
      </div>
    </Card>
  );
}
