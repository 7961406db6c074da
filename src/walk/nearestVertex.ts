import kdTreeModule from 'kd-tree-javascript';

// The package is CommonJS whose exports Node cannot see by name: only the default import works in plain Node.
const { kdTree: KdTree } = kdTreeModule;

interface Vertex {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly index: number;
}

// The tree prunes with the metric of one axis at a time, so the square of the distance orders and prunes the same.
const squaredDistance = (a: Vertex, b: Vertex): number =>
  (a.r - b.r) * (a.r - b.r) + (a.g - b.g) * (a.g - b.g) + (a.b - b.b) * (a.b - b.b);

/** Finds the vertex of a polyline that is nearest to a colour. */
export type NearestVertex = (r: number, g: number, b: number) => { index: number; distance: number };

/**
 * A KD-tree over n colours (3n numbers): the look-up stage of the method. Equal distances give whichever of the
 * nearest vertices the tree meets first.
 */
export function nearestVertex(vertices: Float64Array): NearestVertex {
  const points: Vertex[] = [];
  for (let i = 0; 3 * i < vertices.length; i++)
    points.push({ r: vertices[3 * i]!, g: vertices[3 * i + 1]!, b: vertices[3 * i + 2]!, index: i });
  const tree = new KdTree(points, squaredDistance, ['r', 'g', 'b']);
  return (r, g, b) => {
    const [vertex, squared] = tree.nearest({ r, g, b, index: -1 }, 1)[0]!;
    return { index: vertex.index, distance: Math.sqrt(squared) };
  };
}
