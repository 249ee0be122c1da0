import { readFile } from "node:fs/promises";
import { SymbolonError } from "@symbolon/protocol";
import { z } from "zod";

const url = z.url({ protocol: /^https?$/ });
const name = z.string().regex(/^[a-z0-9-]{1,40}$/);
const DAY_SECONDS = 86_400;

const Settings = z
  .strictObject({
    /** Back ends beside the storage node of IPFS_API_URL, which is called `main`. */
    backends: z
      .array(
        z.discriminatedUnion("kind", [
          z.strictObject({
            kind: z.literal("kubo"),
            name,
            url,
            token: z.string(),
            /** False for a node that others use as well. */
            collectsGarbage: z.boolean().default(true),
          }),
          z.strictObject({
            kind: z.literal("pinning-service"),
            name,
            url,
            token: z.string().min(1),
            /** A trustless gateway that serves what the service keeps; without one, only the pin's status is checked. */
            gatewayUrl: url.optional(),
            /** Multiaddrs the service may fetch from. */
            origins: z.array(z.string().startsWith("/")).max(20).optional(),
          }),
        ]),
      )
      .default([]),
    /** Back ends that have to confirm a content. */
    replicas: z.int().min(1).default(1),
    /** Days between the end of access and the end of key and ciphertext. */
    graceDays: z.int().min(0).max(3650).default(7),
    collectsGarbage: z.boolean().default(true),
  })
  .refine(
    ({ backends }) => new Set(["main", ...backends.map((each) => each.name)]).size === backends.length + 1,
    {
      message: "two back ends have one name",
    },
  )
  .refine(({ backends, replicas }) => replicas <= backends.length + 1, {
    message: "there are fewer back ends than replicas",
  })
  .transform(({ graceDays, ...rest }) => ({ ...rest, graceSeconds: graceDays * DAY_SECONDS }));

/** Where content is kept, how often, and for how long. */
export type StorageSettings = z.output<typeof Settings>;

/** Reads the JSON file of STORAGE_SETTINGS; without one, the defaults. Tokens stand in it, so it belongs to the process's user alone. Throws E8003. */
export async function readStorageSettings(path: string | undefined): Promise<StorageSettings> {
  let value: unknown = {};
  if (path !== undefined)
    try {
      value = JSON.parse(await readFile(path, "utf8"));
    } catch (cause) {
      throw new SymbolonError("E8003", { reason: `STORAGE_SETTINGS ${path} cannot be read` }, { cause });
    }
  const parsed = Settings.safeParse(value);
  if (parsed.success) return parsed.data;
  const reason = parsed.error.issues
    .map((issue) => `${issue.path.map(String).join(".")}: ${issue.message}`)
    .join("; ");
  throw new SymbolonError("E8003", { reason: `STORAGE_SETTINGS: ${reason}` });
}
