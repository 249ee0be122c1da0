import { CATALOGUE, type ErrorCode, type Hex, type OrderSpec, SymbolonError } from "@symbolon/protocol";
import { gatewayRequest } from "./gatewayRequest.ts";
import { Reader } from "./reader.ts";

/**
 * Has the gateway check and pin an order spec; gives its CID and digest. Throws E1006 with the gateway's reason when the
 * spec is refused.
 */
export async function pinOrderSpec(spec: OrderSpec): Promise<{ cid: string; digest: Hex }> {
  const data = await gatewayRequest("pinOrderSpec", { spec });
  const result = new Reader(data.pinOrderSpec, "pinOrderSpec");
  const error = result.objectOrNull("error");
  if (error !== null) {
    const code = error.text("code");
    // The gateway sends the finished text, so it takes the place of the template's reason.
    throw new SymbolonError(code in CATALOGUE ? (code as ErrorCode) : "E9001", {
      document: "The order",
      reason: error.text("what"),
    });
  }
  const ok = result.object("ok");
  return { cid: ok.text("cid"), digest: ok.hex("digest") };
}
