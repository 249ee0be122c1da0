import type { MessageKind } from "../partyCore.ts";

const KINDS: readonly MessageKind[] = ["and", "triple", "ready", "coin", "reveal", "digest", "open"];

/** What a frame is, read from its header: the operation's number and the kind, or "stop". */
export function frameOf(bytes: Uint8Array): {
  operation: number;
  kind: MessageKind | "stop";
  payload: Uint8Array;
} {
  const step = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
  const payload = bytes.subarray(12);
  if (step === 0xffffffff) return { operation: -1, kind: "stop", payload };
  return { operation: Math.floor(step / 16), kind: KINDS[step % 16]!, payload };
}
