import { type Hex, SymbolonError } from "@symbolon/protocol";

/**
 * The X25519 key pair one order's result is encrypted to. A key file is exactly this as JSON, in the form the command line
 * reads and writes too.
 */
export type KeyFile = { readonly publicKey: Hex; readonly privateKey: Hex };

/** The part of Web Storage that the key store needs. */
export type KeyStorage = Pick<Storage, "getItem" | "setItem">;

/** Keeps a key pair for orders on `chainId`. */
export function saveKey(storage: KeyStorage, chainId: number, key: KeyFile): void {
  storage.setItem(slot(chainId, key.publicKey), keyFileText(key));
}

/** The key pair for `publicKey`, or null when this browser does not hold it. A damaged record counts as absent. */
export function findKey(storage: KeyStorage, chainId: number, publicKey: Hex): KeyFile | null {
  const text = storage.getItem(slot(chainId, publicKey));
  return text === null ? null : readKeyFile(text);
}

/** Contents of the key file that a buyer saves. */
export function keyFileText(key: KeyFile): string {
  return `${JSON.stringify({ publicKey: key.publicKey, privateKey: key.privateKey }, null, 2)}\n`;
}

/** Reads a key file's text. Throws E1006 when it is not one. */
export function parseKeyFile(text: string): KeyFile {
  const key = readKeyFile(text);
  if (key === null)
    throw new SymbolonError("E1006", {
      document: "The key file",
      reason: "it holds no key pair of an order",
    });
  return key;
}

/** Example: `symbolon/key/31337/0xab…`. By public key and not by order, because the key exists before the order has a number. */
function slot(chainId: number, publicKey: Hex): string {
  return `symbolon/key/${chainId}/${publicKey.toLowerCase()}`;
}

function readKeyFile(text: string): KeyFile | null {
  try {
    const { publicKey, privateKey } = JSON.parse(text) as { publicKey?: unknown; privateKey?: unknown };
    return isKey(publicKey) && isKey(privateKey) ? { publicKey, privateKey } : null;
  } catch {
    return null;
  }
}

function isKey(value: unknown): value is Hex {
  return typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value);
}
