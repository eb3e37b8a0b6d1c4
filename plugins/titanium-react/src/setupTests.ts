import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages are drawn without a browser's speed, on machines that do other things too.
configure({ asyncUtilTimeout: 5000 });
jest.setTimeout(30_000);
