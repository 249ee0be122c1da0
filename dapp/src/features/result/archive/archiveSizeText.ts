import { formatNumber } from "../../../format/formatNumber.ts";
import type { ArchiveContent } from "./archiveContent.ts";

/** How much an archive holds: "500 images · 10 classes", "1,000 patients · 8 tables". */
export function archiveSizeText(content: ArchiveContent): string {
  return content.kind === "images"
    ? `${formatNumber(content.pictures.length)} images · ${counted(content.classes.length, "class", "classes")}`
    : `${formatNumber(content.patients)} patients · ${counted(content.tables.length, "table", "tables")}`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
