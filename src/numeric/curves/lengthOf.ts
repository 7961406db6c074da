/** Length of a vector in three dimensions. (Math.hypot guards against overflow, and takes ten times as long.) */
export const lengthOf = (x: number, y: number, z: number): number => Math.sqrt(x * x + y * y + z * z);
