/** Standard deviation of a Gaussian whose absolute deviations have the median 1: 1/Φ⁻¹(¾). */
export const gaussianPerMedian = 1.4826;

/** Standard deviation of what is spread evenly over an interval of width 1. */
export const uniformDeviation = 1 / Math.sqrt(12);
