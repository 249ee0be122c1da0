import { newEntity } from "../wasm/ascStoreValue.ts";
import type { HostContext, HostFunctions, LogLevel } from "./HostContext.ts";

/** graph-ts index.ts, enum log.Level: the position is the number. */
const LEVELS: readonly LogLevel[] = ["critical", "error", "warning", "info", "debug"];

/** `abort`, `log.*`, `dataSource.*` and `ipfs.*` of graph-ts. */
export function environmentFunctions(context: HostContext): HostFunctions {
  const { memory } = context;
  return {
    abort: (message: number, file: number, line: number, column: number) => {
      const text = message === 0 ? "no message" : memory.readString(message);
      const place = file === 0 ? "" : ` at ${memory.readString(file)}:${line}:${column}`;
      throw new Error(`mapping aborted: ${text}${place}`);
    },
    "log.log": (level: number, text: number) => {
      const name = LEVELS[level] ?? "info";
      const message = memory.readString(text);
      context.log(name, message);
      // graph-ts documents that a critical message terminates the subgraph.
      if (name === "critical") throw new Error(`mapping stopped itself: ${message}`);
      return undefined;
    },
    "dataSource.address": () => memory.newHex(context.dataSource.address),
    "dataSource.network": () => memory.newString(context.dataSource.network),
    // Only data sources made from templates have a context, and this host makes none.
    "dataSource.context": () => newEntity(memory, new Map()),
    "ipfs.cat": (path: number) => {
      const name = memory.readString(path);
      const { content } = context;
      if (content === undefined)
        throw new Error(`ipfs.cat(${name}): the indexer was started without a content reader`);
      const bytes = context.memo.get(`ipfs ${name}`, () => content.cat(name));
      return bytes === null ? 0 : memory.newBytes(bytes);
    },
  };
}
