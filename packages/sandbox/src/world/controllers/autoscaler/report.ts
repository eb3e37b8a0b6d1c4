import { Condition, withCondition } from '../../objects';
import { KubeObject } from '../../types';
import { Proposal } from './calculate';
import { Decision } from './stabilize';

/** Gathers the conditions of one look. */
export class Report {
  private conditions: Condition[];

  constructor(
    private readonly scaler: KubeObject,
    private readonly now: string,
  ) {
    this.conditions = scaler.status?.conditions ?? [];
  }

  set(type: string, status: string, reason: string, message: string): void {
    this.conditions = withCondition(
      this.conditions,
      { type, status, reason, message },
      this.now,
    );
  }

  decision({ stabilized, limited }: Decision): void {
    if (stabilized === 'down') {
      this.set(
        'AbleToScale',
        'True',
        'ScaleDownStabilized',
        'recent recommendations were higher than current one, applying the highest recent recommendation',
      );
    } else if (stabilized === 'up') {
      this.set(
        'AbleToScale',
        'True',
        'ScaleUpStabilized',
        'recent recommendations were lower than current one, applying the lowest recent recommendation',
      );
    } else {
      this.set(
        'AbleToScale',
        'True',
        'ReadyForNewScale',
        'recommended size matches current size',
      );
    }
    this.set(
      'ScalingLimited',
      limited ? 'True' : 'False',
      limited?.reason ?? 'DesiredWithinRange',
      limited?.message ?? 'the desired count is within the acceptable range',
    );
  }

  write(
    current: number,
    desired: number,
    proposals: Proposal[],
    rescaled = false,
  ): KubeObject {
    return {
      ...this.scaler,
      status: {
        observedGeneration: this.scaler.metadata.generation,
        ...(rescaled || this.scaler.status?.lastScaleTime
          ? {
              lastScaleTime: rescaled
                ? this.now
                : this.scaler.status.lastScaleTime,
            }
          : {}),
        currentReplicas: current,
        desiredReplicas: desired,
        currentMetrics: proposals.map(item => ({
          type: 'Resource',
          resource: {
            name: item.resource,
            current: {
              averageUtilization: item.utilization,
              averageValue:
                item.resource === 'cpu'
                  ? `${Math.round(item.averageValue)}m`
                  : String(Math.round(item.averageValue)),
            },
          },
        })),
        conditions: this.conditions,
      },
    };
  }
}
