import { Route, Routes } from 'react-router-dom';
import { RunPage } from './RunPage';
import { RunsPage } from './RunsPage';

/** The list at the path itself, one run below it. */
export function RunsRouter() {
  return (
    <Routes>
      <Route path="/" element={<RunsPage />} />
      <Route path="/:id" element={<RunPage />} />
    </Routes>
  );
}
