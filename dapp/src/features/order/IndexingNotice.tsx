import { useOverview } from "../../data/hooks/useOverview.ts";
import { countedText } from "../../format/countedText.ts";
import { Notice } from "../../ui/Notice.tsx";

/** Shown for an order the index does not know: it is seconds old, or there is none of that number. */
export function IndexingNotice({ orderId }: { orderId: string }) {
  const { data } = useOverview();
  const lag = data?.status.lagBlocks;
  return (
    <Notice title={`Order ${orderId} is not in the index yet`}>
      {lag === undefined || lag === 0
        ? "A new order appears within a few seconds. If it does not, check the number."
        : `The index is ${countedText(lag, "block")} behind the chain. This page updates itself.`}
    </Notice>
  );
}
