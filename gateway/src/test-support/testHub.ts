import { contractDomain, type Hex } from "@symbolon/protocol";
import { Wallet } from "ethers";
import type { DocumentSigner } from "../adapters/documentSigner.ts";

const wallet = new Wallet(`0x${"b7".repeat(32)}`);

/** A hub's account in the test's own memory. */
export const TEST_HUB: DocumentSigner = {
  account: wallet.address.toLowerCase() as Hex,
  signDocument: async ({ chainId, verifyingContract, types, value }) =>
    (await wallet.signTypedData(contractDomain(chainId, verifyingContract), types, value)) as Hex,
};
