import { formatWei, SymbolonError } from "@symbolon/protocol";
import type { ContractTransactionResponse, TransactionReceipt } from "ethers";
import { contractError } from "../shared/contractError.ts";
import type { Payout, PayoutState } from "../shared/foldPayouts.ts";
import { accountOf, type MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { readPayouts } from "../shared/readPayouts.ts";

/** Shares fetched by one transaction; about 40,000 gas each, so far below any block's limit. */
const BATCH = 50;

const WORDS: Record<PayoutState, string> = {
  WAITING: "claimable from",
  DISPUTED: "held by a dispute",
  CLAIMABLE: "claimable now",
  CLAIMED: "claimed",
  REFUNDED: "returned to the buyer",
};

/**
 * `symbolon earnings [--withdraw]`: what the account is owed per order, when it can be claimed and what was; --withdraw claims what can be
 * claimed now, and a returned dispute bond with it, in as few transactions as fit. Throws E2012 when there is nothing to claim.
 */
export async function earnings(
  connection: MarketConnection,
  options: { withdraw: boolean },
  out: Output,
): Promise<void> {
  const account = accountOf(connection).address;
  const payouts = await readPayouts(connection, account);
  const ready = payouts.filter((payout) => payout.state === "CLAIMABLE");
  const waiting = payouts.filter((payout) => payout.state === "WAITING" || payout.state === "DISPUTED");
  try {
    const bondWei = (await connection.disputes.getFunction("owedWei").staticCall(account)) as bigint;
    const readyWei = sum(ready) + bondWei;
    if (!options.withdraw) {
      out.result(
        {
          account,
          amountWei: readyWei,
          waitingWei: sum(waiting),
          bondWei,
          payouts: payouts.map(({ settlement: _, ...payout }) => payout),
        },
        [
          ...payouts.map(line),
          ...(bondWei === 0n ? [] : [`${formatWei(bondWei)} SYM  dispute bond, returned`]),
          `${account}: ${formatWei(readyWei)} SYM to claim now, ${formatWei(sum(waiting))} SYM later`,
        ],
      );
      return;
    }
    if (readyWei === 0n) throw new SymbolonError("E2012", { account, reason: reasonOf(waiting) });
    const receipts: TransactionReceipt[] = [];
    for (let start = 0; start < ready.length; start += BATCH) {
      const batch = ready.slice(start, start + BATCH);
      receipts.push(await mined(await claim(connection, batch)));
    }
    if (bondWei > 0n)
      receipts.push(await mined(await connection.disputes.getFunction("withdraw").send(account)));
    const gasUsed = receipts.reduce((total, receipt) => total + receipt.gasUsed, 0n);
    const txHashes = receipts.map((receipt) => receipt.hash);
    out.result(
      { account, amountWei: readyWei, shares: ready.length, txHash: txHashes[0], txHashes, gasUsed },
      [`${account}: claimed ${formatWei(readyWei)} SYM, transaction ${txHashes.join(", ")}`],
    );
  } catch (cause) {
    throw contractError(cause);
  }
}

function claim({ market }: MarketConnection, batch: readonly Payout[]): Promise<ContractTransactionResponse> {
  const [first] = batch;
  // One share alone costs less gas by the call that takes one.
  if (first !== undefined && batch.length === 1)
    return market.getFunction("claimOne").send(first.id, first.settlement, first.index);
  return market.getFunction("claim").send(
    batch.map((payout) => payout.id),
    batch.map((payout) => payout.settlement),
    batch.map((payout) => payout.index),
  );
}

async function mined(transaction: ContractTransactionResponse): Promise<TransactionReceipt> {
  const receipt = await transaction.wait();
  if (receipt === null) throw new SymbolonError("E6001", { reason: "the transaction was not mined" });
  return receipt;
}

function line(payout: Payout): string {
  const what = payout.id === payout.orderId ? "" : `, renewal of order ${payout.orderId}`;
  const when = payout.state === "WAITING" ? ` ${isoTime(payout.claimableAt)}` : "";
  return `order ${payout.id}${what}: ${formatWei(payout.amountWei)} SYM, ${WORDS[payout.state]}${when}`;
}

function reasonOf(waiting: readonly Payout[]): string {
  // Settled later means claimable later, and payouts come in the order of settlement.
  const first = waiting.find((payout) => payout.state === "WAITING");
  if (first === undefined)
    return waiting.length === 0 ? "it is owed nothing" : "its shares are held by a dispute";
  return `${formatWei(sum(waiting))} SYM are owed, the first share from ${isoTime(first.claimableAt)}`;
}

function sum(payouts: readonly Payout[]): bigint {
  return payouts.reduce((total, payout) => total + payout.amountWei, 0n);
}

function isoTime(seconds: bigint): string {
  return new Date(Number(seconds) * 1000).toISOString();
}
