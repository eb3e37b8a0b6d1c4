/** What waits for a second person, and the page of one plan. */
export const approvals = {
  title: 'Approvals',
  subtitle:
    'Changes of high risk that wait for a second person, or to be started',
  mine: 'Waiting for you',
  own: 'Your own',
  others: 'Waiting for others',
  ofService: 'Waiting for approval',
  row: {
    waits: 'waits for approval',
    approved: 'approved: start it',
    verified: 'verified step',
    unverified: 'unverified step',
  },
  risk: { low: 'low risk', medium: 'medium risk', high: 'high risk' },
  listFailed: 'What waits could not be read',
  askedBy: 'asked for by {{who}}',
  target: 'target {{target}}',
  empty: 'Nothing waits for approval',
  emptyText:
    'A change of high risk waits here until somebody else has approved it: scaling a database above one, pruning, changing a secret.',
  plan: 'Plan',
  planned: 'What is planned',
  next: 'What can be done now',
  explain:
    'Approving changes nothing yet: the one who asked starts it, within a quarter of an hour, if nothing has changed meanwhile.',
  reason: 'Reason (for a rejection)',
  approve: 'Approve',
  openRun: 'Open its run',
  renew: 'New preview',
  reject: 'Reject',
  notFound: 'No such plan',
  notFoundText: 'There is no such plan, or you may not see it.',
  failed: 'The plan could not be read',
  states: {
    draft: 'This plan needs no approval; it was not started.',
    awaiting_approval:
      'It waits for somebody of {{who}}; never for the one who asked.',
    approved: 'It is approved; the one who asked can start it.',
    approvedMine: 'It is approved. Start it before it expires.',
    consumed: 'It was started; its run is under Runs.',
    expired: 'It has expired. Ask for a new preview.',
    rejected: 'It was rejected.',
  },
} as const;
