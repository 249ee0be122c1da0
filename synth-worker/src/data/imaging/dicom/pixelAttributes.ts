/**
 * Attributes that are read for an image, and nothing else: pixels (PS3.3 section C.7.6.3), their geometry, and what a picture's values mean. None of
 * them is in the Basic Profile's list of attributes to remove (PS3.15 table E.1-1), but the patient's identifier and the series' UIDs, which are used
 * for grouping and never kept.
 */
export const PIXEL_ATTRIBUTES: ReadonlySet<string> = new Set([
  "00080005", // Specific Character Set
  "00080008", // Image Type
  "00080060", // Modality
  "00180050", // Slice Thickness
  "00180088", // Spacing Between Slices
  "00200032", // Image Position (Patient)
  "00200037", // Image Orientation (Patient)
  "00280002", // Samples per Pixel
  "00280004", // Photometric Interpretation
  "00280006", // Planar Configuration
  "00280008", // Number of Frames
  "00280010", // Rows
  "00280011", // Columns
  "00280030", // Pixel Spacing
  "00280100", // Bits Allocated
  "00280101", // Bits Stored
  "00280102", // High Bit
  "00280103", // Pixel Representation
  "00280106", // Smallest Image Pixel Value
  "00280107", // Largest Image Pixel Value
  "00281050", // Window Center
  "00281051", // Window Width
  "00281052", // Rescale Intercept
  "00281053", // Rescale Slope
  "00281054", // Rescale Type
  "7FE00010", // Pixel Data
]);
