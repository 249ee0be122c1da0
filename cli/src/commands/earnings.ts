import { formatWei } from "@symbolon/protocol";
import { contractError } from "../shared/contractError.ts";
import { accountOf, type MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";

/** `symbolon earnings [--withdraw]`: what the account has earned and not yet withdrawn; --withdraw pays it out to itself. */
export async function earnings(
  connection: MarketConnection,
  options: { withdraw: boolean },
  out: Output,
): Promise<void> {
  const account = accountOf(connection);
  try {
    const amountWei = (await connection.rewards
      .getFunction("balanceOf")
      .staticCall(account.address)) as bigint;
    if (!options.withdraw) {
      out.result({ account: account.address, amountWei }, [
        `${account.address}: ${formatWei(amountWei)} SYM to withdraw`,
      ]);
      return;
    }
    const transaction = await connection.rewards.getFunction("withdraw").send(account.address);
    const receipt = await transaction.wait();
    out.result({ account: account.address, amountWei, txHash: receipt?.hash, gasUsed: receipt?.gasUsed }, [
      `${account.address}: withdrew ${formatWei(amountWei)} SYM, transaction ${receipt?.hash}`,
    ]);
  } catch (cause) {
    throw contractError(cause);
  }
}
