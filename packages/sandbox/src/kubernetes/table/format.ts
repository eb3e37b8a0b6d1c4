import { LabelSelector, selectorText } from '../selectors/labelSelector';

type Labels = Record<string, string> | undefined;

export function formatLabels(labels: Labels): string {
  const pairs = Object.entries(labels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .sort();
  return pairs.join(',') || '<none>';
}

export function formatSelector(selector: LabelSelector | undefined): string {
  return selectorText(selector) || '<none>';
}

export function containerNames(containers: any[] | undefined): string {
  return (containers ?? []).map(container => container.name).join(',');
}

export function containerImages(containers: any[] | undefined): string {
  return (containers ?? []).map(container => container.image).join(',');
}

/** At most `max` entries of a list that is longer, with how many more there are. */
export function withMore(list: string[], max: number): string {
  const shown = list.slice(0, max).join(',');
  return list.length > max ? `${shown} + ${list.length - max} more...` : shown;
}

const ACCESS_MODES: Record<string, string> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

export function accessModes(modes: string[] | undefined): string {
  return Object.keys(ACCESS_MODES)
    .filter(mode => modes?.includes(mode))
    .map(mode => ACCESS_MODES[mode])
    .join(',');
}
