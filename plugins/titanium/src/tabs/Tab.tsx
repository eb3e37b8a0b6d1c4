import { ReactNode } from 'react';
import { TabShortcuts } from './TabShortcuts';

/** What all tabs have around their content. */
export function Tab(props: { children: ReactNode }) {
  return (
    <>
      <TabShortcuts />
      {props.children}
    </>
  );
}
