/** Small parts used everywhere. */
export const components = {
  time: {
    now: 'now',
    seconds: '{{value}} s ago',
    minutes: '{{value}} min ago',
    hours: '{{value}} h ago',
    days: '{{value}} d ago',
  },
  copy: { copy: 'Copy', copied: 'Copied', failed: 'Could not copy' },
} as const;
