import { readFile } from "node:fs/promises";
import { Deployment, digestOfBytes, parseDocument, SymbolonError } from "@symbolon/protocol";
import { type Evidence, findOrderOf, readBundle, verifyEvidence } from "@symbolon/synth-worker/verification";
import { z } from "zod";
import { parseJson } from "../shared/keyFile.ts";
import { openProvider } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { collectEvidence } from "../verify/collectEvidence.ts";
import { evidenceReader } from "../verify/evidenceReader.ts";

const Receipt = z.object({ format: z.literal("symbolon-receipt/1"), orderId: z.string() });

/** Where the facts come from: a bundle file, or a chain RPC with the deployment and an IPFS gateway. */
export type EvidenceSource =
  | { readonly bundle: string }
  | { readonly rpcUrl: string; readonly deploymentFile: string; readonly ipfsUrl: string };

/**
 * `symbolon verify FILE`: regenerates the rows and checks every signature, hash, consent root, budget and payout; names each thing that
 * broke. Trusts no gateway: it reads chain and IPFS, or a bundle without any network. Returns true when everything holds.
 */
export async function verify(
  options: { file: string; orderId?: bigint | undefined; source: EvidenceSource },
  out: Output,
): Promise<boolean> {
  const file = new Uint8Array(await readFile(options.file));
  const evidence = await gather(options, file);
  const checks = verifyEvidence(file, evidence);
  const broken = checks.filter((entry) => !entry.ok);
  const width = Math.max(...checks.map((entry) => entry.name.length));
  out.result({ ok: broken.length === 0, orderId: evidence.orderId, checks }, [
    ...checks.map(
      (entry) =>
        `${entry.ok ? "✔" : "✘"} ${entry.name.padEnd(width)}  ${entry.ok ? "" : `${entry.code} `}${entry.detail}`,
    ),
    broken.length === 0
      ? `${options.file} is what order ${evidence.orderId} paid for.`
      : `BROKEN: ${broken.map((entry) => entry.name).join(", ")}`,
  ]);
  return broken.length === 0;
}

/** Reads or collects the evidence for a file: the order is the given one, else the receipt's, else the one whose output hash fits (E7006). */
async function gather(
  options: { file: string; orderId?: bigint | undefined; source: EvidenceSource },
  file: Uint8Array,
): Promise<Evidence> {
  const { source } = options;
  if ("bundle" in source)
    return readBundle(parseJson(await readFile(source.bundle, "utf8"), source.bundle), source.bundle);
  const deployment = parseDocument(
    Deployment,
    parseJson(await readFile(source.deploymentFile, "utf8"), source.deploymentFile),
    source.deploymentFile,
  );
  const provider = await openProvider(source.rpcUrl, deployment.chainId);
  try {
    const hash = digestOfBytes(file);
    const orderId =
      options.orderId ??
      (await receiptOrder(options.file)) ??
      (await findOrderOf(evidenceReader(provider, source.ipfsUrl), deployment, hash));
    if (orderId === null) throw new SymbolonError("E7006", { hash });
    return await collectEvidence(provider, deployment, source.ipfsUrl, orderId);
  } finally {
    provider.destroy();
  }
}

async function receiptOrder(file: string): Promise<bigint | null> {
  const text = await readFile(`${file}.receipt.json`, "utf8").catch(() => null);
  if (text === null) return null;
  return BigInt(parseDocument(Receipt, parseJson(text, `${file}.receipt.json`), "receipt").orderId);
}
