import { readFile } from "node:fs/promises";
import {
  ConsentReceipt,
  Deployment,
  DocumentProof,
  type Hex,
  LabelDocument,
  parseDocument,
  proofSigner,
  type Signed,
  SymbolonError,
  signedLabel,
  signedReceipt,
} from "@symbolon/protocol";
import { parseJson } from "../shared/keyFile.ts";
import type { Output } from "../shared/output.ts";

const SignedReceipt = ConsentReceipt.extend({ proof: DocumentProof });
const SignedLabel = LabelDocument.required({ proof: true });

/**
 * `symbolon proof FILE`: who signed a quality label or a consent receipt, for the chain and contracts of the deployment file. With `signer` it has to
 * be that account. A receipt does not name its dataset: `datasetId` does. Needs neither gateway nor chain. Throws E1005 and E1006 for
 * what is no such document, E9004 when the proof does not hold, or is another account's.
 */
export async function checkProof(
  options: {
    readonly file: string;
    readonly deploymentFile: string;
    readonly datasetId?: string | undefined;
    readonly signer?: string | undefined;
  },
  out: Output,
): Promise<void> {
  const { file, deploymentFile, datasetId, signer } = options;
  const deployment = parseDocument(Deployment, await readJson(deploymentFile), deploymentFile);
  const { proof, signed, what } = read(await readJson(file), file, deployment, datasetId);
  const account = proofSigner(proof, signed);
  if (signer !== undefined && signer.toLowerCase() !== account)
    throw new SymbolonError("E9004", { reason: `${what} is signed by ${account}, not by ${signer}` });
  out.result({ file, account, what }, [
    `${what}: signed by ${account}`,
    ...(signer === undefined
      ? ["Whose account that is, is not in the file: a hub's is in its key log (GET /key-log)."]
      : []),
  ]);
}

type Read = { readonly proof: DocumentProof; readonly signed: Signed; readonly what: string };

function read(value: unknown, file: string, deployment: Deployment, datasetId: string | undefined): Read {
  const format = (value as { format?: unknown } | null)?.format;
  if (format === "symbolon-label/1") {
    const label = parseDocument(SignedLabel, value, file);
    const what = `label of dataset ${label.datasetId}, entry ${label.catalogueDigest}`;
    return { proof: label.proof, signed: signedLabel(label, deployment), what };
  }
  if (format !== "symbolon-consent-receipt/1")
    throw new SymbolonError("E1006", {
      document: file,
      reason: "it is neither a label nor a consent receipt",
    });
  if (datasetId === undefined)
    throw new SymbolonError("E1006", {
      document: file,
      reason: "of which dataset it is (--dataset) is not said",
    });
  const receipt = parseDocument(SignedReceipt, value, file);
  const what = `receipt of consent ${receipt.header.recordId as Hex}`;
  return { proof: receipt.proof, signed: signedReceipt(receipt, datasetId, deployment), what };
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new SymbolonError("E1005", { file, reason: "it is not there" }, { cause });
  });
  return parseJson(text, file);
}
