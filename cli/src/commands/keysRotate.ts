import { readFile, writeFile } from "node:fs/promises";
import {
  digestOfBytes,
  fromHex,
  type Hex,
  hpkeOpen,
  KeyRelease,
  type KeyRotation,
  makeHpkeKeyPair,
  parseDocument,
  resultContext,
  rewrapKey,
  SymbolonError,
  toHex,
} from "@symbolon/protocol";
import type { Wallet } from "ethers";
import type { GatewayClient } from "../shared/gatewayClient.ts";
import { readKeyFile } from "../shared/keyFile.ts";
import type { Output } from "../shared/output.ts";
import { signedCall } from "../shared/signedCall.ts";

/**
 * `symbolon keys rotate ORDER`: makes a new key pair in `newKeyFile`, wraps the order's data key to it, and has the gateway release only that from
 * now on (docs/STORAGE.md). The new key is on disk before the gateway hears of it, and the same command again goes on where it was
 * interrupted. Throws E5003 when the old key does not open what is released, E1005 for a file that is there and is no key, E5008 when somebody rotated
 * meanwhile, and what the gateway answers.
 */
export async function keysRotate(
  gateway: GatewayClient,
  signer: { readonly account: Wallet; readonly chainId: number },
  options: { readonly orderId: bigint; readonly keyFile: string; readonly newKeyFile: string },
  out: Output,
): Promise<void> {
  const { orderId, keyFile, newKeyFile } = options;
  const context = resultContext(signer.chainId, orderId);
  const path = `/orders/${orderId}/key`;
  const subject = orderId.toString();
  const call = { url: gateway.url, ...signer, subject };
  const released = async () =>
    parseDocument(
      KeyRelease,
      await signedCall<unknown>({ ...call, method: "GET", path, purpose: "download" }),
      "the released key",
    );

  const oldKey = await readKeyFile(keyFile);
  const { wrappedKey } = await released();
  const newKey = await newKeyIn(newKeyFile);
  if (!(await opens(wrappedKey, newKey.privateKey, context))) {
    const wrapped = await rewrapKey(fromHex(wrappedKey), oldKey.privateKey, newKey.publicKey, context);
    const rotation: KeyRotation = {
      orderId: subject,
      newKey: newKey.publicKey,
      wrappedKey: toHex(wrapped),
      replaces: digestOfBytes(fromHex(wrappedKey)),
    };
    await signedCall({
      ...call,
      method: "PUT",
      path: `${path}/rotation`,
      purpose: "rotate-key",
      value: rotation,
    });
    if (!(await opens((await released()).wrappedKey, newKey.privateKey, context)))
      throw new SymbolonError("E5003", { reason: "the gateway still releases another key" });
  }
  out.result({ orderId, keyFile: newKeyFile, publicKey: newKey.publicKey }, [
    `${newKeyFile}: the key that opens the result from now on. Keep it.`,
    `${keyFile}: opens nothing that is released any more. Destroy it, and copies of what it opened.`,
  ]);
}

/** The key pair of the file, which is made where there is none. Throws E1005 where it cannot be written, E1006 for a file of something else. */
async function newKeyIn(file: string): Promise<{ readonly publicKey: Hex; readonly privateKey: Hex }> {
  const isThere = await readFile(file).then(
    () => true,
    () => false,
  );
  if (isThere) return readKeyFile(file);
  const key = await makeHpkeKeyPair();
  try {
    await writeFile(file, `${JSON.stringify(key, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  } catch (cause) {
    throw new SymbolonError("E1005", { file, reason: String(cause) }, { cause });
  }
  return key;
}

/** Whether a private key opens a wrapped key. */
async function opens(wrappedKey: Hex, privateKey: Hex, context: string): Promise<boolean> {
  try {
    (await hpkeOpen(privateKey, fromHex(wrappedKey), context)).fill(0);
    return true;
  } catch (error) {
    if (error instanceof SymbolonError && error.code === "E5003") return false;
    throw error;
  }
}
