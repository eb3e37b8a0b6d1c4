import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages are drawn without a browser's speed: waiting for them may take longer than the usual second.
configure({ asyncUtilTimeout: 5000 });
