import { SymbolonError } from "@symbolon/protocol";
import type { DicomFile } from "./dicomFile.ts";
import { numberOf, textOf } from "./elementValues.ts";

/** How a file stores its pixels (PS3.3 section C.7.6.3, Image Pixel Module). */
export type PixelLayout = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly frames: number;
  readonly bitsAllocated: 8 | 16;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly isSigned: boolean;
  /** Samples of a pixel lie in planes, not side by side. */
  readonly isPlanar: boolean;
  /** MONOCHROME1: small values are bright. */
  readonly isInverted: boolean;
};

const MOST_PIXELS = 2 ** 28;

/**
 * The layout of an image that can be read here: 8 or 16 bits, MONOCHROME1, MONOCHROME2 or RGB. Throws E1006 for anything else: objects without
 * pixels (structure sets, waveforms), segmentations of one bit, palettes.
 */
export function pixelLayout({ elements }: DicomFile, name: string): PixelLayout {
  const refuse = (reason: string): never => {
    throw new SymbolonError("E1006", { document: name, reason });
  };
  if (elements["7FE00010"] === undefined) refuse("it has no pixel data");
  const [height, width] = [numberOf(elements, "00280010") ?? 0, numberOf(elements, "00280011") ?? 0];
  const frames = numberOf(elements, "00280008") ?? 1;
  const channels = numberOf(elements, "00280002") ?? 1;
  const bitsAllocated = numberOf(elements, "00280100") ?? 0;
  const bitsStored = numberOf(elements, "00280101") ?? bitsAllocated;
  const colours = textOf(elements, "00280004");
  if (width < 1 || height < 1 || frames < 1 || width * height * frames * channels > MOST_PIXELS)
    refuse(`${width} x ${height} pixels in ${frames} frames`);
  if (bitsAllocated !== 8 && bitsAllocated !== 16) refuse(`${bitsAllocated} bits for a sample`);
  if (bitsStored < 1 || bitsStored > bitsAllocated) refuse(`${bitsStored} bits stored`);
  const isGrey = channels === 1 && (colours === "MONOCHROME1" || colours === "MONOCHROME2");
  const isColour = channels === 3 && bitsAllocated === 8 && (colours === "RGB" || colours === "YBR_FULL_422");
  if (!isGrey && !isColour) refuse(`${channels} samples of ${colours || "no photometric interpretation"}`);
  return {
    width,
    height,
    frames,
    channels: isGrey ? 1 : 3,
    bitsAllocated: bitsAllocated as 8 | 16,
    bitsStored,
    highBit: numberOf(elements, "00280102") ?? bitsStored - 1,
    isSigned: numberOf(elements, "00280103") === 1,
    isPlanar: numberOf(elements, "00280006") === 1,
    isInverted: colours === "MONOCHROME1",
  };
}
