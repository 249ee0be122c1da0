import type { Interface } from "ethers";
import type { BlockReader } from "../chain/BlockReader.ts";
import type { AscMemory } from "../wasm/AscMemory.ts";
import type { AsyncMemo } from "./AsyncMemo.ts";
import type { ContentReader } from "./ContentReader.ts";
import type { EntityAccess } from "./EntityAccess.ts";

export type LogLevel = "critical" | "error" | "warning" | "info" | "debug";

/**
 * What the host functions work on. All but `memory` change from call to call of an instance, so functions read them when
 * they are called.
 */
export type HostContext = {
  readonly memory: AscMemory;
  readonly entities: EntityAccess;
  readonly memo: AsyncMemo;
  readonly chain: BlockReader;
  readonly content: ContentReader | undefined;
  readonly blockHash: string;
  readonly dataSource: {
    readonly address: string;
    readonly network: string;
    /** Contracts a handler may call, by the ABI name in the manifest. */
    readonly abis: ReadonlyMap<string, Interface>;
  };
  readonly log: (level: LogLevel, text: string) => void;
};

/** A host function: WebAssembly passes i32 and f64 as number, i64 as bigint. */
export type HostFunction = (...args: never[]) => number | bigint | undefined;

/** Host functions by the field name of their import, e.g. `store.get`. */
export type HostFunctions = Readonly<Record<string, HostFunction>>;
