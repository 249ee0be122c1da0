import type { TransactionReceipt } from "ethers";

/** One measured transaction: gas used by all of it, base cost and calldata included, refunds taken off. */
export type GasRow = { readonly operation: string; readonly gas: number };

/** Notes what transactions cost, in the order they were sent. */
export class GasBook {
  readonly rows: GasRow[] = [];

  /** Awaits the transaction and notes its gas; with `count` the share of one of so many. */
  async note(
    operation: string,
    receipt: Promise<TransactionReceipt>,
    count = 1,
  ): Promise<TransactionReceipt> {
    const done = await receipt;
    this.rows.push({ operation, gas: Math.ceil(Number(done.gasUsed) / count) });
    return done;
  }
}
