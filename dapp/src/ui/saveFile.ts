/** Offers bytes or text as a file download. */
export function saveFile(name: string, content: Uint8Array<ArrayBuffer> | string, mediaType: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: mediaType }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the blob by the next task; keeping the address would keep the bytes in memory.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
