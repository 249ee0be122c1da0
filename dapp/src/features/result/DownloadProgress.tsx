import { formatBytes } from "../../format/formatBytes.ts";
import type { Progress } from "./useDownload.ts";

/** How far a download is, as a bar and in words; nothing while there is none. */
export function DownloadProgress({ progress }: { progress: Progress | null }) {
  if (progress === null) return null;
  const { bytes, total } = progress;
  return (
    <div className="download" role="status">
      {/* Without a total the bar shows that something happens, not how much is left. */}
      <progress
        aria-label="Download"
        {...(total === null ? {} : { max: total, value: Math.min(bytes, total) })}
      />
      <span className="small quiet">
        {formatBytes(bytes)}
        {total === null ? "" : ` of ${formatBytes(total)}`} opened
      </span>
    </div>
  );
}
