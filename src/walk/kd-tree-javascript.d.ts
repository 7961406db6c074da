declare module 'kd-tree-javascript' {
  export class kdTree<T> {
    constructor(points: T[], metric: (a: T, b: T) => number, dimensions: readonly (keyof T)[]);
    /** The `count` nearest points with their distances, farthest first; `maxDistance` 0 means no limit. */
    nearest(point: T, count: number, maxDistance?: number): [T, number][];
  }
  const module: { kdTree: typeof kdTree };
  // biome-ignore lint/style/noDefaultExport: describes a CommonJS package
  export default module;
}
