import { Route, Routes } from 'react-router-dom';
import { ApprovalsPage } from './ApprovalsPage';
import { PlanPage } from './PlanPage';

/** The list at the path itself, one plan below it. */
export function ApprovalsRouter() {
  return (
    <Routes>
      <Route path="/" element={<ApprovalsPage />} />
      <Route path="/:id" element={<PlanPage />} />
    </Routes>
  );
}
