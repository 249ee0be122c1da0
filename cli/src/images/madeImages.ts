import type { ImagesOrigin } from "@symbolon/synth-worker/images";
import type { contactSheet, ImageSet } from "@symbolon/synth-worker/imaging";

/** Images an engine made. `figures` and `sheet` are of real images too, so FOR THE HOSPITAL ONLY; null where looking at them would cost privacy. */
export type MadeImages = {
  readonly images: ImageSet;
  readonly origin: ImagesOrigin;
  readonly figures: Readonly<Record<string, unknown>> | null;
  readonly sheet: ReturnType<typeof contactSheet> | null;
};
