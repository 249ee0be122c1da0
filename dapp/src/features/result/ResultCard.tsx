import { useState } from "react";
import { useDeployment } from "../../config/deploymentContext.ts";
import type { OrderDetails } from "../../data/gateway/types.ts";
import type { ChainOrder } from "../../data/queries/chainOrderQuery.ts";
import { formatDate } from "../../format/formatTime.ts";
import { describeDownload } from "../../transactions/signDownload.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { saveFile } from "../../ui/saveFile.ts";
import { useSession } from "../wallet/useSession.ts";
import { DownloadProgress } from "./DownloadProgress.tsx";
import { KeyFileInput } from "./KeyFileInput.tsx";
import { findKey, keyFileText, saveKey } from "./keyStore.ts";
import { canPickFile, pickFile } from "./pickFile.ts";
import { ResultPreview } from "./ResultPreview.tsx";
import { resultFileName } from "./resultFileName.ts";
import { useDownload } from "./useDownload.ts";

/** The delivered result: sign, fetch, decrypt and check it in this browser, look at it, save it. */
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
  const { chainId } = useDeployment();
  const { account, isRightChain } = useSession();
  const [pickFault, setPickFault] = useState<unknown>(null);
  const [key, setKey] = useState(() => findKey(localStorage, chainId, chain.buyerKey));
  const isBuyer = account?.toLowerCase() === chain.buyer.toLowerCase();
  const isOpen = chain.accessUntil > chain.chainTime;
  const text = describeDownload(order.id);
  const { download, progress } = useDownload(order, chain);
  if (download.data !== undefined)
    return (
      <ResultPreview
        {...download.data}
        schemaDigests={order.datasets.map(({ schemaDigest }) => schemaDigest)}
      />
    );
  const canStart = isOpen && isRightChain && account !== undefined && key !== null;
  const start = (file: Awaited<ReturnType<typeof pickFile>>) =>
    canStart && download.mutate({ signer: account, privateKey: key.privateKey, file });
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
                isBusy={download.isPending}
                disabled={!canStart}
                onClick={() => start(null)}
              >
                <Icon name="lock" />
                Download and decrypt
              </Button>
              {canPickFile() ? (
                <Button
                  disabled={!canStart || download.isPending}
                  onClick={() => {
                    setPickFault(null);
                    pickFile(resultFileName(order)).then(
                      (file) => file !== null && start(file),
                      (fault: unknown) => setPickFault(fault),
                    );
                  }}
                >
                  Straight to a file
                </Button>
              ) : null}
              <Button
                onClick={() =>
                  saveFile(`symbolon-order-${order.id}-key.json`, keyFileText(key), "application/json")
                }
              >
                <Icon name="key" />
                Save key file
              </Button>
            </div>
            <DownloadProgress progress={progress} />
            <p className="small quiet">
              You sign once to show that the order is yours. {text.note} Download as often as you like until
              the period ends.
            </p>
          </>
        ) : null}
        {pickFault === null ? null : <ErrorNotice error={pickFault} />}
        {download.isError ? <ErrorNotice error={download.error} /> : null}
      </div>
    </Card>
  );
}
