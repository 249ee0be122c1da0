import {
  digestOfBytes,
  fromHex,
  type Hex,
  openArtifact,
  resultContext,
  SymbolonError,
} from "@symbolon/protocol";
import type { SealedResult } from "../../data/gateway/fetchResult.ts";

/** Decrypted result whose hash equals the one on chain. */
export type OpenedResult = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly hash: Hex;
  readonly fileName: string;
};

/**
 * Decrypts a sealed result and compares its sha256 with `outputHash` read from the chain. Throws E5003 when the key does not
 * fit, E7001 when the file is not the one the nodes signed.
 */
export async function openResult(
  sealed: SealedResult,
  privateKey: Hex,
  order: { readonly chainId: number; readonly orderId: bigint; readonly outputHash: Hex },
): Promise<OpenedResult> {
  const wrappedKey = fromHex(sealed.release.wrappedKey);
  const bytes = await openArtifact(
    { ciphertext: sealed.ciphertext, wrappedKey },
    privateKey,
    resultContext(order.chainId, order.orderId),
  );
  const hash = digestOfBytes(bytes);
  if (hash !== order.outputHash.toLowerCase())
    throw new SymbolonError("E7001", { actual: hash, expected: order.outputHash });
  return { bytes, hash, fileName: sealed.release.fileName };
}
