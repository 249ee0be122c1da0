import type { Hex } from "@symbolon/protocol";
import { useQuery } from "@tanstack/react-query";
import { archiveContent } from "./archiveContent.ts";
import { unpackArchive } from "./unpackArchive.ts";

/** The unpacked archive of an opened result and what it holds. Forgotten when it is shown no more; a failure stays until it is asked again. */
export function useArchive(hash: Hex, zip: Blob) {
  return useQuery({
    queryKey: ["archive", hash],
    queryFn: async () => {
      const archive = await unpackArchive(zip);
      return { archive, content: await archiveContent(archive) };
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
