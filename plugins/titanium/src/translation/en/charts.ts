/** Charts of values over time. */
export const charts = {
  plot: '{{title}}: chart. Arrow keys move the crosshair.',
  legend: 'Series',
  tableCaption: '{{title}}, {{from}} to {{to}}',
  series: 'Series',
  last: 'Last',
  min: 'Least',
  max: 'Greatest',
  mean: 'Mean',
  empty: 'Nothing was measured in this time.',
} as const;
