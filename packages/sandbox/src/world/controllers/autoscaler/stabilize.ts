import { WorldTime } from '../../types';

export interface Recommendation {
  time: WorldTime;
  replicas: number;
}

export interface ScalingRules {
  stabilizationWindowSeconds?: number;
  selectPolicy?: 'Max' | 'Min' | 'Disabled';
  policies?: {
    type: 'Pods' | 'Percent';
    value: number;
    periodSeconds: number;
  }[];
}

export interface Behavior {
  scaleUp?: ScalingRules;
  scaleDown?: ScalingRules;
}

const UP: Required<ScalingRules> = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
};
const DOWN: Required<ScalingRules> = {
  stabilizationWindowSeconds: 300,
  selectPolicy: 'Max',
  policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
};

/** The past of one autoscaler: what it recommended and what it did. */
export interface ScaleMemory {
  recommendations: Recommendation[];
  /** Changes it made, positive up. */
  changes: { time: WorldTime; change: number }[];
}

export interface Decision {
  replicas: number;
  stabilized?: 'up' | 'down';
  limited?: { reason: string; message: string };
}

/** Holds a recommendation within its window, its policies and the autoscaler's bounds. */
export function decide(
  memory: ScaleMemory,
  behavior: Behavior | undefined,
  bounds: { min: number; max: number },
  current: number,
  recommended: number,
  now: WorldTime,
): Decision {
  const up = { ...UP, ...behavior?.scaleUp };
  const down = { ...DOWN, ...behavior?.scaleDown };
  remember(memory, recommended, up, down, now);
  const within = (rules: Required<ScalingRules>) =>
    memory.recommendations
      .filter(
        item => item.time >= now - rules.stabilizationWindowSeconds * 1000,
      )
      .map(item => item.replicas)
      .concat(recommended);
  const lowest = Math.min(...within(up));
  const highest = Math.max(...within(down));
  let stable = current;
  if (stable < lowest) {
    stable = lowest;
  }
  if (stable > highest) {
    stable = highest;
  }
  let stabilized: Decision['stabilized'];
  if (stable !== recommended) {
    stabilized = recommended > stable ? 'up' : 'down';
  }
  return {
    ...limit(memory, { up, down }, bounds, current, stable, now),
    stabilized,
  };
}

function remember(
  memory: ScaleMemory,
  replicas: number,
  up: Required<ScalingRules>,
  down: Required<ScalingRules>,
  now: WorldTime,
): void {
  const longest = Math.max(
    up.stabilizationWindowSeconds,
    down.stabilizationWindowSeconds,
  );
  memory.recommendations = memory.recommendations.filter(
    item => item.time >= now - longest * 1000,
  );
  memory.recommendations.push({ time: now, replicas });
}

function limit(
  memory: ScaleMemory,
  rules: Record<'up' | 'down', Required<ScalingRules>>,
  bounds: { min: number; max: number },
  current: number,
  wanted: number,
  now: WorldTime,
): Decision {
  if (wanted > current) {
    const allowed = policyLimit(memory, rules.up, current, 1, now);
    const top = Math.max(current, Math.min(bounds.max, allowed));
    if (wanted > top) {
      return top === bounds.max
        ? {
            replicas: top,
            limited: {
              reason: 'TooManyReplicas',
              message:
                'the desired replica count is more than the maximum replica count',
            },
          }
        : {
            replicas: top,
            limited: {
              reason: 'ScaleUpLimit',
              message:
                'the desired replica count is increasing faster than the maximum scale rate',
            },
          };
    }
    return { replicas: wanted };
  }
  const allowed = policyLimit(memory, rules.down, current, -1, now);
  const bottom = Math.min(current, Math.max(bounds.min, allowed));
  if (wanted < bottom) {
    return bottom === bounds.min
      ? {
          replicas: bottom,
          limited: {
            reason: 'TooFewReplicas',
            message:
              'the desired replica count is less than the minimum replica count',
          },
        }
      : {
          replicas: bottom,
          limited: {
            reason: 'ScaleDownLimit',
            message:
              'the desired replica count is decreasing faster than the maximum scale rate',
          },
        };
  }
  return { replicas: wanted };
}

/** The farthest that a direction's policies let the size go now. */
function policyLimit(
  memory: ScaleMemory,
  rules: Required<ScalingRules>,
  current: number,
  direction: 1 | -1,
  now: WorldTime,
): number {
  if (rules.selectPolicy === 'Disabled') {
    return current;
  }
  const limits = rules.policies.map(({ type, value, periodSeconds }) => {
    const recent = memory.changes
      .filter(
        item =>
          item.time >= now - periodSeconds * 1000 &&
          Math.sign(item.change) === direction,
      )
      .reduce((sum, item) => sum + item.change, 0);
    const start = current - recent;
    return type === 'Pods'
      ? start + direction * value
      : roundAway(start * (1 + (direction * value) / 100), direction);
  });
  const farthest = (rules.selectPolicy === 'Max') === (direction === 1);
  return farthest ? Math.max(...limits) : Math.min(...limits);
}

function roundAway(value: number, direction: 1 | -1): number {
  return direction === 1 ? Math.ceil(value) : Math.floor(value);
}
