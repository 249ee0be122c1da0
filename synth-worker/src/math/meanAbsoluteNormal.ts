/** E|Z| of a standard normal Z: sqrt(2 / pi). */
export const MEAN_ABSOLUTE_NORMAL = 0.7978845608028654;
