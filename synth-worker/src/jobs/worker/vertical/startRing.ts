import { digestOfDocument, fromHex, toHex } from "@symbolon/protocol";
import { agreeKeys } from "../../../mpc/rss/keys/agreeKeys.ts";
import type { Link } from "../../../mpc/rss/link.ts";
import { type RingParty, ringParty } from "../../../mpc/vertical/party/ringParty.ts";
import { chooseKernel } from "../../../mpc/vertical/ring/chooseKernel.ts";
import { cryptoEntropy } from "../../../random/cryptoEntropy.ts";

/** Starts this node's ring party of an attempt, with keys of its own: the Boolean party of the same links has others. Throws what agreeKeys throws. */
export async function startRing(
  setup: {
    readonly index: 0 | 1 | 2;
    readonly orderId: string;
    readonly links: { readonly previous: Link; readonly next: Link };
  },
  session: Uint8Array,
): Promise<RingParty> {
  const job = fromHex(digestOfDocument({ format: "symbolon/ring-session/1", session: toHex(session) }));
  const agreed = await agreeKeys({ ...setup, job }, cryptoEntropy());
  return ringParty({ ...setup, kernel: chooseKernel(), ...agreed });
}
