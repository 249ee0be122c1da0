import { z } from "zod";

/** Most images of one order: its file stays below MAX_FILE_BYTES at usual sizes, and every one has to pass the copy gate. */
export const MAX_ORDERED_IMAGES = 10_000;

/** Fewest images of one order: its report holds each image against its five nearest others. */
export const MIN_ORDERED_IMAGES = 6;

/**
 * What a dataset says of its patients' pictures: one size, one public window, public classes. An order of images (`product` "images") holds PNG files
 * of them with a label table. All of it is public and never taken from the pictures.
 */
export const ImagesOffer = z.strictObject({
  /** What the pictures show, in words, e.g. "axial slices of the chest". */
  shows: z.string().min(1).max(160),
  /** DICOM's word for what took them (PS3.3 C.7.3.1.1.1), e.g. CT, MR, SM. */
  modality: z.string().regex(/^[A-Z]{2,16}$/),
  /** Width and height, in pixels. */
  size: z.int().min(8).max(256),
  channels: z.union([z.literal(1), z.literal(3)]),
  /** Values that 0 and 255 stand for; "own": each series' own 1st and 99th percentile. */
  window: z.union([
    z.literal("own"),
    z
      .strictObject({ low: z.number(), high: z.number(), unit: z.string().min(1).max(20) })
      .refine(({ low, high }) => low < high, "low is not below high"),
  ]),
  classes: z
    .array(z.string().min(1).max(60))
    .min(1)
    .max(50)
    .refine((names) => new Set(names).size === names.length, "a class is named twice"),
  /** Pictures of one patient that count at most. */
  mostPerPatient: z.int().min(1).max(10_000),
});
export type ImagesOffer = z.infer<typeof ImagesOffer>;
