import { writeFile } from "node:fs/promises";
import {
  digestOfBytes,
  fromHex,
  KeyRelease,
  openArtifact,
  parseDocument,
  resultContext,
  StatisticsResult,
  SymbolonError,
} from "@symbolon/protocol";
import type { GatewayClient } from "../shared/gatewayClient.ts";
import { readKeyFile } from "../shared/keyFile.ts";
import { accountOf, type MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { readOrder } from "../shared/readOrder.ts";
import { signedHeaders } from "../shared/signedHeaders.ts";
import { statisticLines } from "../shared/statisticLines.ts";

/**
 * `symbolon download ORDER`: fetches the wrapped key and the ciphertext, decrypts, and writes the file only when its hash is the one on
 * chain (E7001 otherwise); the figures of a statistic are printed as well. Beside it goes `FILE.receipt.json` naming chain and order, which `verify` reads. Costs nothing; repeat freely.
 */
export async function download(
  gateway: GatewayClient,
  connection: MarketConnection,
  options: { orderId: bigint; keyFile: string; file: string },
  out: Output,
): Promise<void> {
  const account = accountOf(connection);
  const { chainId } = connection.deployment;
  const key = await readKeyFile(options.keyFile);
  const headers = await signedHeaders(account, chainId, "download", options.orderId.toString());
  const released = await ok(await gateway.get(`/orders/${options.orderId}/key`, headers), options.orderId);
  const release = parseDocument(KeyRelease, await released.json(), "the released key");
  const body = await ok(await gateway.get(`/orders/${options.orderId}/file`, headers), options.orderId);
  const ciphertext = new Uint8Array(await body.arrayBuffer());
  if (digestOfBytes(ciphertext) !== release.ciphertextHash)
    throw new SymbolonError("E5002", { cid: release.cid });
  const plaintext = await openArtifact(
    { ciphertext, wrappedKey: fromHex(release.wrappedKey) },
    key.privateKey,
    resultContext(chainId, options.orderId),
  );
  const { job } = await readOrder(connection, options.orderId);
  const actual = digestOfBytes(plaintext);
  const expected = job.record.report.outputHash;
  if (actual !== expected) throw new SymbolonError("E7001", { actual, expected });
  await writeFile(options.file, plaintext);
  const receipt = {
    format: "symbolon-receipt/1",
    chainId,
    orderId: options.orderId.toString(),
    outputHash: actual,
    cid: release.cid,
  };
  await writeFile(`${options.file}.receipt.json`, `${JSON.stringify(receipt, null, 2)}\n`);
  out.result(
    {
      file: options.file,
      bytes: plaintext.length,
      outputHash: actual,
      cid: release.cid,
      orderId: options.orderId,
    },
    [`${options.file}: ${plaintext.length} bytes, sha256 ${actual} as on chain`, ...statisticOf(plaintext)],
  );
}

/** The figures in a file, when it is the result of a statistic. */
function statisticOf(file: Uint8Array): string[] {
  // Files of records are CSV: no header line begins with a brace.
  if (file[0] !== "{".charCodeAt(0)) return [];
  const document: unknown = JSON.parse(new TextDecoder().decode(file));
  return statisticLines(parseDocument(StatisticsResult, document, "result").figures);
}

async function ok(response: Response, orderId: bigint): Promise<Response> {
  if (response.ok) return response;
  const text = await response.text();
  throw new SymbolonError("E5005", { orderId, reason: `HTTP ${response.status} ${text.slice(0, 200)}` });
}
