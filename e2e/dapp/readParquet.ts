import { createRequire } from "node:module";

// The reader is the dApp's dependency, so it is taken from there.
const fromDapp = createRequire(new URL("../../dapp/package.json", import.meta.url));
const { parquetReadObjects } = fromDapp("hyparquet") as {
  parquetReadObjects(options: { file: ArrayBuffer }): Promise<Record<string, unknown>[]>;
};

/** The rows of a Parquet file, columns in the file's sequence. */
export function readParquet(bytes: Uint8Array): Promise<Record<string, unknown>[]> {
  return parquetReadObjects({ file: bytes.slice().buffer as ArrayBuffer });
}
