import { type Hex, SymbolonError } from "@symbolon/protocol";
import { type TransactionReceipt, WaitForTransactionReceiptTimeoutError } from "viem";
import type { Config } from "wagmi";
import { waitForTransactionReceipt } from "wagmi/actions";
import type { GatewayDeployment } from "../data/gateway/types.ts";

const RECEIPT_SECONDS = 180;

/** Why a transaction that a wallet replaced did not take place; null: the same one with another fee, which did. */
const REPLACED: Record<"cancelled" | "replaced" | "repriced", string | null> = {
  cancelled: "it was cancelled in the wallet",
  replaced: "the wallet sent another one in its place",
  repriced: null,
};

/**
 * Waits until a sent transaction is in a block and gives its receipt; one that was sped up in the wallet counts as the same. `undone` says what a revert means
 * to the reader. Throws E6003 when it was undone, E6007 when it still waits after three minutes, E6008 when it was cancelled or replaced, and what the chain throws.
 */
export async function awaitReceipt(
  config: Config,
  { chainId }: GatewayDeployment,
  tx: Hex,
  undone: string,
): Promise<TransactionReceipt> {
  let replaced: string | null = null;
  let receipt: TransactionReceipt;
  try {
    receipt = await waitForTransactionReceipt(config, {
      hash: tx,
      chainId,
      timeout: RECEIPT_SECONDS * 1000,
      onReplaced: ({ reason }) => {
        replaced = REPLACED[reason];
      },
    });
  } catch (cause) {
    if (cause instanceof WaitForTransactionReceiptTimeoutError)
      throw new SymbolonError("E6007", { tx, seconds: String(RECEIPT_SECONDS) }, { cause });
    throw cause;
  }
  if (replaced !== null) throw new SymbolonError("E6008", { tx, reason: replaced });
  if (receipt.status !== "success")
    throw new SymbolonError("E6003", { reason: "the transaction was undone", advice: undone });
  return receipt;
}
