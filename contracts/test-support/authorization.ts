import { RECEIVE_WITH_AUTHORIZATION_TYPES } from "@symbolon/protocol";
import { Signature } from "ethers";
import { view } from "./contractCalls.ts";
import type { Stage } from "./createStage.ts";

/** Signs an EIP-3009 authorization of the buyer over exactly this order. */
export async function signAuthorization(
  stage: Stage,
  request: unknown,
  valueWei: bigint,
  offers: readonly unknown[] = [],
) {
  const { token, market } = stage.deployment.contracts;
  const { buyer } = stage.actors;
  const validAfter = 0;
  const validBefore = (await stage.now()) + 3_600;
  const nonce = await view(stage, "market", "authorizationNonce", request, offers);
  const signature = await buyer.signTypedData(
    { name: "Symbolon", version: "1", chainId: stage.chainId, verifyingContract: token },
    RECEIVE_WITH_AUTHORIZATION_TYPES,
    { from: buyer.address, to: market, value: valueWei, validAfter, validBefore, nonce },
  );
  const { v, r, s } = Signature.from(signature);
  return { validAfter, validBefore, v, r, s };
}
