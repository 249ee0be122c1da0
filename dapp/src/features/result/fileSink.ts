import type { ResultSink } from "./resultSink.ts";

/** What is used of the File System Access API, which TypeScript's library does not have in full. */
export type PickedFile = {
  readonly name: string;
  createWritable(): Promise<{
    write(data: Uint8Array<ArrayBuffer>): Promise<void>;
    close(): Promise<void>;
    abort(): Promise<void>;
  }>;
  getFile(): Promise<File>;
};

/** Writes a result to a file that the person picked. The browser keeps it aside until it is closed, so an unproved file never appears under that name. */
export async function fileSink(file: PickedFile): Promise<ResultSink> {
  const stream = await file.createWritable();
  return {
    write: (bytes) => stream.write(bytes),
    async finish() {
      await stream.close();
      return file.getFile();
    },
    discard: () => stream.abort(),
  };
}
