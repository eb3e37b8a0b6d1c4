/** Labels as Go's `%#v` writes them, as error texts quote them. */
export function goLabels(labels: Record<string, string> | undefined): string {
  const pairs = Object.entries(labels ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return labels
    ? `map[string]string{${pairs.join(', ')}}`
    : 'map[string]string(nil)';
}

/** A LabelSelector as Go's `%#v` writes it. */
export function goSelector(selector: any): string {
  const expressions: any[] | undefined = selector?.matchExpressions;
  const list = expressions?.map(
    ({ key, operator, values }) =>
      `v1.LabelSelectorRequirement{Key:${JSON.stringify(
        key,
      )}, Operator:${JSON.stringify(operator)}, Values:${
        values
          ? `[]string{${values
              .map((value: string) => JSON.stringify(value))
              .join(', ')}}`
          : '[]string(nil)'
      }}`,
  );
  return `v1.LabelSelector{MatchLabels:${goLabels(
    selector?.matchLabels,
  )}, MatchExpressions:[]v1.LabelSelectorRequirement${
    list ? `{${list.join(', ')}}` : '(nil)'
  }}`;
}
