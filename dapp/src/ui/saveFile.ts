/** Offers text or a Blob as a file download; a Blob says its media type itself. */
export function saveFile(name: string, content: Blob | string, mediaType = "text/plain"): void {
  const url = URL.createObjectURL(
    content instanceof Blob ? content : new Blob([content], { type: mediaType }),
  );
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the blob by the next task; keeping the address would keep the bytes in memory.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
