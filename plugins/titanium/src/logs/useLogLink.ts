import { LogLine } from '@titanium-portal/backstage-plugin-titanium-common';
import { useState } from 'react';
import { TimeWindow } from '../time';
import { lineId, lineTime } from './model/lines';
import { writeLogsState } from './urlState';

/** How long "copied" is said, in milliseconds. */
const SAID_MS = 2000;

/** The address that shows the same lines later, by itself or at one of them, and its way into the clipboard. */
export function useLogLink(current: string | null, span: TimeWindow | null) {
  const [shared, setShared] = useState(false);
  const linkOf = (line: LogLine | null): string => {
    const url = new URL(window.location.href);
    const params = writeLogsState(url.searchParams, {
      live: false,
      line: line ? lineId(line) : current,
    });
    // A link must show the same later: the time is fixed, and ends soon after its line.
    if (span) {
      const end = line ? Math.min(span.to, lineTime(line) + 60_000) : span.to;
      params.delete('range');
      params.set('from', String(Math.round(span.from)));
      params.set('to', String(Math.round(Math.max(end, span.from + 1000))));
    }
    url.search = params.toString();
    return url.toString();
  };
  const share = () => {
    navigator.clipboard?.writeText(linkOf(null)).then(
      () => setShared(true),
      () => {},
    );
    setTimeout(() => setShared(false), SAID_MS);
  };
  return { linkOf, share, shared };
}
