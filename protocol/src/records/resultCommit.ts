import { AbiCoder, keccak256 } from "ethers";
import type { Hex } from "../content/hex.ts";
import type { JobReport } from "./jobRecord.ts";

const REPORT = "tuple(bytes32 manifestDigest, bytes32 outputHash, bytes32 modelDigest)";

/**
 * What a node commits to before any node shows its result: bound to order and node, hidden by a random 32-byte salt. The same as
 * JobSignatures.hashCommit.
 */
export function resultCommit(orderId: bigint, node: Hex, report: JobReport, salt: Hex): Hex {
  const types = ["uint256", "address", REPORT, "bytes32"];
  return keccak256(AbiCoder.defaultAbiCoder().encode(types, [orderId, node, report, salt])) as Hex;
}
