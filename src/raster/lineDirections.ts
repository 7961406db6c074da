/** The four ways that lines of pixels run: steps to the right and down. */
export const lineDirections = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
] as const;
