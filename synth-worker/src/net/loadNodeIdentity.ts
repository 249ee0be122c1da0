// x509's dependency tsyringe asks for this when it is loaded.
import "reflect-metadata";
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { type Hex, SymbolonError } from "@symbolon/protocol";
import { createOwnerOnlyFile } from "./createOwnerOnlyFile.ts";
import { spkiPin } from "./spkiPin.ts";

const KEY_FILE = "link-key.pem";
const VALID_MILLISECONDS = 10 * 365 * 86_400_000;

/** What a node shows on its links and how others know it. */
export type NodeIdentity = {
  /** PKCS #8, PEM. SECRET. */
  readonly key: string;
  /** Self-signed X.509, PEM. */
  readonly certificate: string;
  /** What the node publishes, signed by its account (protocol's NodeCertificate). */
  readonly pin: Hex;
};

/**
 * The node's identity on its links: an Ed25519 key (RFC 8410), created once in `folder` with mode 0600, and a certificate that is issued anew
 * at each start: peers pin the key. Throws E8002 when the key cannot be written, E4010 when it is damaged or others may read it.
 */
export async function loadNodeIdentity(folder: string): Promise<NodeIdentity> {
  const path = join(folder, KEY_FILE);
  const damaged = (reason: string, cause?: unknown) =>
    new SymbolonError("E4010", { orderId: path, reason }, cause === undefined ? undefined : { cause });
  const read = async (): Promise<string | undefined> =>
    await readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === "ENOENT") return undefined;
      throw damaged("it cannot be read", cause);
    });
  if ((await read()) === undefined) {
    const { privateKey } = generateKeyPairSync("ed25519");
    await createOwnerOnlyFile(path, privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  }
  // Read back, so that two processes that start at the same moment have the same key.
  const key = (await read()) ?? "";
  if (((await stat(path)).mode & 0o077) !== 0) throw damaged("others may read it; chmod 600 it");
  const certificate = await issueCertificate(key).catch((cause: unknown) => {
    throw damaged("it is no Ed25519 key", cause);
  });
  return { key, certificate, pin: spkiPin(certificate) };
}

async function issueCertificate(key: string): Promise<string> {
  const algorithm = { name: "Ed25519" };
  const privateKey = createPrivateKey(key);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    // Positive and without a leading zero byte (RFC 5280 section 4.1.2.2).
    serialNumber: `01${randomBytes(15).toString("hex")}`,
    name: "CN=Symbolon node",
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + VALID_MILLISECONDS),
    signingAlgorithm: algorithm,
    keys: {
      // The same objects; x509's types know fewer uses of a key than Node's.
      privateKey: privateKey.toCryptoKey(algorithm, false, ["sign"]) as CryptoKey,
      publicKey: createPublicKey(privateKey).toCryptoKey(algorithm, true, ["verify"]) as CryptoKey,
    },
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
    ],
  });
  return certificate.toString("pem");
}
