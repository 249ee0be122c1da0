/** Which stored values the window shows: a pixel p in [0, 1] stands for `low + p (high - low)` in `unit` ("HU", "1" when it has none). */
export type ValueWindow = { readonly low: number; readonly high: number; readonly unit: string };

/**
 * Images of one size. `pixels` holds them one after the other, each row after row from the top, each row from the left, the channels of a pixel side
 * by side (grey: 1; red, green, blue: 3): value of channel c at (x, y) of image i is `pixels[((i height + y) width + x) channels + c]`. Values are in
 * [0, 1] on the public `window`; what lay outside was clipped, so that no range is read from the records.
 *
 * `labels[i]` is an index in `classNames`, a public list (one name, "image", where nothing is labelled). `subjects[i]` numbers the patient, the unit of
 * privacy, from 0; patients' own identifiers do not come this far. Synthetic images have no patient: `subjects` is empty.
 */
export type ImageSet = {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly pixels: Float32Array;
  readonly window: ValueWindow;
  readonly classNames: readonly string[];
  readonly labels: Uint16Array;
  readonly subjects: Uint32Array;
};
