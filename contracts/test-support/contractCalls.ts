import assert from "node:assert/strict";
import type { Contract, Signer, TransactionReceipt } from "ethers";
import type { ContractName, Stage } from "./createStage.ts";

/** One call: contract, function name, arguments. */
export type Call = readonly [contract: ContractName, method: string, ...args: unknown[]];

function bind(stage: Stage, signer: Signer, [name, method]: Call) {
  return (stage.contracts[name].connect(signer) as Contract).getFunction(method);
}

/** Sends a call as `signer` and returns its receipt; a revert throws. */
export async function send(stage: Stage, signer: Signer, ...call: Call): Promise<TransactionReceipt> {
  const [, , ...args] = call;
  const transaction = await bind(stage, signer, call)(...args);
  return transaction.wait();
}

/** Reads a view. */
export async function view(stage: Stage, ...call: Call) {
  const [name, method, ...args] = call;
  return stage.contracts[name].getFunction(method).staticCall(...args);
}

/** Asserts that the call would revert with the custom error `errorName` and, where given, exactly these arguments. */
export async function reverts(
  stage: Stage,
  signer: Signer,
  call: Call,
  errorName: string,
  errorArgs?: readonly unknown[],
): Promise<void> {
  const [, method, ...args] = call;
  try {
    await bind(stage, signer, call).staticCall(...args);
  } catch (error) {
    const data = error instanceof Error && "data" in error ? error.data : undefined;
    if (typeof data !== "string") throw error;
    const revert = stage.contracts[call[0]].interface.parseError(data);
    assert.equal(revert?.name, errorName, `${method}: ${String(error)}`);
    if (errorArgs !== undefined) assert.deepEqual([...revert.args], [...errorArgs]);
    return;
  }
  assert.fail(`${method} did not revert, expected ${errorName}`);
}

/** Arguments of the first event `eventName` of `contract` in a receipt; fails when there is none. */
export function eventOf(
  stage: Stage,
  contract: ContractName,
  eventName: string,
  receipt: TransactionReceipt,
) {
  const { interface: abi, target } = stage.contracts[contract];
  for (const log of receipt.logs) {
    if (log.address !== target) continue;
    const parsed = abi.parseLog(log);
    if (parsed?.name === eventName) return parsed.args;
  }
  return assert.fail(`no ${eventName} from ${contract}`);
}
