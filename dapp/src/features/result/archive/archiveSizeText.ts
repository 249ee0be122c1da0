import { countedText } from "../../../format/countedText.ts";
import type { ArchiveContent } from "./archiveContent.ts";

/** How much an archive holds: "500 images · 10 classes", "1,000 patients · 8 tables". */
export function archiveSizeText(content: ArchiveContent): string {
  return content.kind === "images"
    ? `${countedText(content.pictures.length, "image")} · ${countedText(content.classes.length, "class", "classes")}`
    : `${countedText(content.patients, "patient")} · ${countedText(content.tables.length, "table")}`;
}
