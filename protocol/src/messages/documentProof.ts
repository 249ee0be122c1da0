import { z } from "zod";
import { hexBytes } from "./scalars.ts";

/**
 * Who signed a published document, beside it as `proof`: an account by its CAIP-10 name, the contract in whose EIP-712 domain (contractDomain) it
 * signed, and the signature. What is signed is the document's kind's own struct, which names the digest of the document without its proof.
 */
export const DocumentProof = z.strictObject({
  type: z.literal("Eip712Signature"),
  verificationMethod: z.string().regex(/^eip155:[1-9]\d*:0x[0-9a-f]{40}$/),
  verifyingContract: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  proofValue: hexBytes,
});
export type DocumentProof = z.infer<typeof DocumentProof>;
