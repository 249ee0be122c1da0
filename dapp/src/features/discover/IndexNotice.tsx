import { useOverview } from "../../data/hooks/useOverview.ts";
import { Notice } from "../../ui/Notice.tsx";

/** Blocks that the index may be behind before readers are told: it reads the latest block a moment after it was made. */
const TOLD_FROM_BLOCKS = 2;

/** Says when the index is behind the chain, so that nobody takes what is not indexed yet for what is not there. */
export function IndexNotice() {
  const { data } = useOverview();
  if (data === undefined) return null;
  const { lagBlocks, indexedBlock, healthy } = data.status;
  if (!healthy)
    return (
      <Notice tone="warn" title="The index has stopped following the chain">
        What you see is as of block {indexedBlock}. Prices and limits are read from the chain before anything
        is signed.
      </Notice>
    );
  if (lagBlocks < TOLD_FROM_BLOCKS) return null;
  return (
    <Notice title={`Indexing: ${lagBlocks} blocks to go`}>
      A dataset or an order of the last minutes may not be here yet. This page updates itself.
    </Notice>
  );
}
