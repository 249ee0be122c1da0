import type { PickedFile } from "./fileSink.ts";

type Picker = (options: { suggestedName: string }) => Promise<PickedFile>;

/** Whether this browser lets a page write to a file while it is being made (File System Access API: Chromium; others keep the result as a Blob). */
export function canPickFile(): boolean {
  return "showSaveFilePicker" in globalThis;
}

/** Asks where to save; null when the person closes the question. Has to be called from a click. */
export async function pickFile(suggestedName: string): Promise<PickedFile | null> {
  const { showSaveFilePicker } = globalThis as unknown as { showSaveFilePicker: Picker };
  try {
    return await showSaveFilePicker({ suggestedName });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return null;
    throw error;
  }
}
