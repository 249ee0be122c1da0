import { SymbolonError } from "@symbolon/protocol";
import type { Chain } from "../shared/chain.ts";
import { postSigned } from "../shared/postSigned.ts";
import type { StateFile } from "../shared/stateFile.ts";

/** What was sealed for the nodes of one claim: kept so that a restart sends the same bytes and never draws fresh shares. */
export type SealedMessages<M> = {
  readonly messages: readonly { readonly node: string; readonly endpoint: string; readonly message: M }[];
  readonly delivered: readonly string[];
};

/**
 * Sends to every node what was sealed for it and has not arrived, keeping what did; true once all is delivered. Throws the last failure when a
 * node did not take its message. `purpose` is what is signed, `route` the node's endpoint for it.
 */
export async function deliverSealed<M>(
  chain: Chain,
  file: StateFile<SealedMessages<M>>,
  state: SealedMessages<M>,
  to: { readonly orderId: bigint; readonly route: string; readonly purpose: string },
): Promise<boolean> {
  const subject = to.orderId.toString();
  let delivered = state.delivered;
  let failure: unknown = null;
  for (const { node, endpoint, message } of state.messages) {
    if (delivered.includes(node)) continue;
    try {
      const url = `${endpoint}/jobs/${subject}/${to.route}`;
      await postSigned(chain, url, { purpose: to.purpose, subject }, message);
    } catch (error) {
      // E4002: this very share, or an earlier one of this claim, is already there.
      if (!(error instanceof SymbolonError && error.code === "E4002")) {
        failure = error;
        continue;
      }
    }
    delivered = [...delivered, node];
    await file.write({ messages: state.messages, delivered });
  }
  if (failure !== null) throw failure;
  return delivered.length === state.messages.length;
}
