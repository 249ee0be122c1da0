import type { Hex } from "@symbolon/protocol";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { fetchResult } from "../../data/gateway/fetchResult.ts";
import type { OrderDetails } from "../../data/gateway/types.ts";
import type { ChainOrder } from "../../data/queries/chainOrderQuery.ts";
import { signDownload } from "../../transactions/signDownload.ts";
import { blobSink } from "./blobSink.ts";
import { fileSink, type PickedFile } from "./fileSink.ts";
import { openResult } from "./openResult.ts";
import { resultContent } from "./resultContent.ts";

/** How far a download is: bytes opened, and of how many (null: not told). */
export type Progress = { readonly bytes: number; readonly total: number | null };

/** Bytes between two looks at the progress: a page that is drawn for every piece would be slower than the transfer. */
const REPORT_BYTES = 2_000_000;

type DownloadInput = {
  readonly signer: Hex;
  readonly privateKey: Hex;
  /** Where to write the file while it comes; null: keep it in the browser. */
  readonly file: PickedFile | null;
};

/** Signs, fetches, decrypts and checks an order's result, with its progress. Nothing is paid, so a failed one is simply started again. */
export function useDownload(order: OrderDetails, chain: ChainOrder) {
  const config = useConfig();
  const deployment = useDeployment();
  const [progress, setProgress] = useState<Progress | null>(null);
  const download = useMutation({
    mutationFn: async ({ signer, privateKey, file }: DownloadInput) => {
      const headers = await signDownload(config, deployment, signer, order.id);
      const sealed = await fetchResult(order.id, headers);
      let reported = 0;
      setProgress({ bytes: 0, total: sealed.size });
      const result = await openResult(
        sealed,
        privateKey,
        { chainId: deployment.chainId, orderId: BigInt(order.id), outputHash: chain.outputHash },
        file === null ? blobSink() : await fileSink(file),
        (bytes) => {
          if (bytes - reported < REPORT_BYTES) return;
          reported = bytes;
          setProgress({ bytes, total: sealed.size });
        },
      );
      return { result, content: await resultContent(result), savedAs: file?.name ?? null };
    },
    onSettled: () => setProgress(null),
  });
  return { download, progress };
}
