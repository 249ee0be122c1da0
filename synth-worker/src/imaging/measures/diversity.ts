import { publicStream } from "../../evaluate/attacks/publicStream.ts";
import type { ImageSet } from "../imageSet.ts";
import { greyOf } from "./greyOf.ts";
import { multiscaleSsim } from "./multiscaleSsim.ts";

/**
 * 1 minus the mean multiscale SSIM of pairs within a class (Odena, Olah, Shlens, ICML 2017), mean over the classes with two images or more: 0 when a class is
 * one image. `pairs` random pairs per class, of two images of different patients where patients are known. NaN when no class has such a pair.
 */
export function diversity(images: ImageSet, pairs = 300): number {
  const { width, height, classNames, labels, subjects } = images;
  const grey = greyOf(images);
  const plane = (i: number) => grey.subarray(i * width * height, (i + 1) * width * height);
  const stream = publicStream("ms-ssim");
  const means: number[] = [];
  for (let label = 0; label < classNames.length; label++) {
    const own = Array.from(labels.keys()).filter((i) => labels[i] === label);
    let sum = 0;
    let seen = 0;
    for (let draw = 0; draw < pairs && own.length > 1; draw++) {
      const a = own[stream.nextBelow(own.length)]!;
      const b = own[stream.nextBelow(own.length)]!;
      if (a === b || (subjects.length > 0 && subjects[a] === subjects[b])) continue;
      sum += multiscaleSsim(plane(a), plane(b), width, height);
      seen++;
    }
    if (seen > 0) means.push(1 - sum / seen);
  }
  return means.reduce((sum, value) => sum + value, 0) / means.length;
}
