import type { ParamType } from "ethers";
import type { ChainLog } from "../chain/BlockReader.ts";
import type { EventHandler } from "../manifest/loadSubgraph.ts";
import { decodeValues } from "../wasm/decodeValues.ts";
import type { EthereumValue } from "../wasm/EthereumValue.ts";

/**
 * Decodes an event log into its parameters, in the order of the ABI.
 * @throws Error when the log is not of this event
 */
export function decodeLog(
  { fragment }: EventHandler,
  log: ChainLog,
): { readonly name: string; readonly value: EthereumValue }[] {
  const inData = decodeValues(
    fragment.inputs.filter((input) => !input.indexed),
    log.data,
  );
  const topics = log.topics.slice(fragment.anonymous ? 0 : 1);
  return fragment.inputs.map((input) => {
    const value = input.indexed ? decodeTopic(input, topics.shift()) : inData.shift();
    if (!value) throw new Error(`the log has no ${input.name} of ${fragment.name}`);
    return { name: input.name, value };
  });
}

/** What does not fit a topic is there as its hash. */
function decodeTopic(input: ParamType, topic: string | undefined): EthereumValue | undefined {
  if (topic === undefined) return undefined;
  if (input.isArray() || input.isTuple() || input.type === "string" || input.type === "bytes")
    return { kind: "FixedBytes", value: topic };
  return decodeValues([input], topic)[0];
}
