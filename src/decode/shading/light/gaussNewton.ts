import { gaussNewtonStep } from './gaussNewtonStep.js';
import { type Illumination, illuminationOf } from './illumination.js';
import { linearise, type ShadedScene, type ShadedStage } from './linearised.js';

export interface ShadedFit {
  readonly t: Float64Array;
  readonly light: Illumination;
  /** Mean cost per cell that takes part, squared RGB units: misfit and bending. */
  readonly cost: number;
}

const halvings = 6;
/** A round that lowers the cost by less than this share is the last. */
const leastGain = 2e-3;

/**
 * The field and the lamp that minimise
 *
 *     Σ s² log(1 + |colour − surface(t, light(∇t))|²/s²) + λ Σ (second differences of t)²
 *
 * by Gauss–Newton over both at once, each step by conjugate gradients. (In turns, they would creep: a wrong lamp bends
 * the field to fit it.)
 *
 * @param start not changed
 * @param free which of the lamp's parameters are sought (0…5, in their order)
 */
export function fitShaded(
  scene: ShadedScene,
  start: Float64Array,
  lamp: Illumination,
  stage: ShadedStage,
  free: readonly number[],
): ShadedFit {
  const n = start.length;
  let t = start;
  let light = lamp;
  let linear = linearise(scene, t, light, stage);
  let taking = 0;
  for (let i = 0; i < n; i++) if (scene.off[i] === 0) taking++;
  for (let round = 0; round < stage.rounds; round++) {
    const step = gaussNewtonStep(linear, free, stage.tolerance);
    let found = false;
    const before = linear.cost;
    for (let trial = 0, s = 1; trial < halvings && !found; trial++, s /= 2) {
      const next = new Float64Array(n);
      for (let i = 0; i < n; i++) next[i] = Math.min(1, Math.max(0, t[i]! + s * step[i]!));
      const moved = illuminationOf(light, (k) => {
        const at = free.indexOf(k);
        return at < 0 ? 0 : s * step[n + at]!;
      });
      const trialLinear = linearise(scene, next, moved, stage);
      if (trialLinear.cost < linear.cost) {
        t = next;
        light = moved;
        linear = trialLinear;
        found = true;
      }
    }
    if (!found || linear.cost > (1 - leastGain) * before) break;
  }
  return { t, light, cost: linear.cost / Math.max(1, taking) };
}
