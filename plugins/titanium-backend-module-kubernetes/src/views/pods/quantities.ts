import type { V1ResourceRequirements } from '@kubernetes/client-node';
import { ComputeAmounts } from '@titanium-portal/backstage-plugin-titanium-common';

const FACTORS: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 1024,
  Mi: 1024 ** 2,
  Gi: 1024 ** 3,
  Ti: 1024 ** 4,
  Pi: 1024 ** 5,
  Ei: 1024 ** 6,
};

/** The number a Kubernetes quantity stands for (`100m` is 0.1); null for what is none. */
export function parseQuantity(text: string | undefined): number | null {
  const match = text?.match(
    /^([+-]?[0-9]{1,20}(?:\.[0-9]{0,20})?)(?:(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)|[eE]([+-]?[0-9]{1,3}))?$/,
  );
  if (!match) {
    return null;
  }
  const factor = match[3] ? 10 ** Number(match[3]) : FACTORS[match[2] ?? ''];
  return Number(match[1]) * factor;
}

/** CPU in whole millicores, rounded up as Kubernetes does. */
export function millicores(text: string | undefined): number | null {
  const value = parseQuantity(text);
  // 0.1 is not exact in binary: without rounding first, 100m would become 101.
  return value === null ? null : Math.ceil(Number((value * 1000).toFixed(6)));
}

/** Memory in whole bytes. */
export function bytes(text: string | undefined): number | null {
  const value = parseQuantity(text);
  return value === null ? null : Math.ceil(value);
}

/** Requests or limits of a container. */
export function amounts(
  resources: V1ResourceRequirements | undefined,
  which: 'requests' | 'limits',
): ComputeAmounts {
  const values = resources?.[which];
  return { cpu: millicores(values?.cpu), memory: bytes(values?.memory) };
}

/** Sums; null as soon as one has none, for a part says nothing about the whole. */
export function sumAmounts(all: ComputeAmounts[]): ComputeAmounts {
  const sum = (key: 'cpu' | 'memory') =>
    all.length === 0 || all.some(item => item[key] === null)
      ? null
      : all.reduce((total, item) => total + item[key]!, 0);
  return { cpu: sum('cpu'), memory: sum('memory') };
}
