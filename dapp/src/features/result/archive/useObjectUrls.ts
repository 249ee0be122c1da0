import { useEffect, useState } from "react";

/** Addresses under which this page may show Blobs, revoked when others are shown or the page goes; empty until they are made. `blobs` is compared by identity. */
export function useObjectUrls(blobs: readonly Blob[]): readonly string[] {
  const [made, setMade] = useState<{ blobs: readonly Blob[]; urls: readonly string[] }>({
    blobs: [],
    urls: [],
  });
  useEffect(() => {
    const urls = blobs.map((blob) => URL.createObjectURL(blob));
    setMade({ blobs, urls });
    return () => {
      for (const url of urls) URL.revokeObjectURL(url);
    };
  }, [blobs]);
  return made.blobs === blobs ? made.urls : [];
}
