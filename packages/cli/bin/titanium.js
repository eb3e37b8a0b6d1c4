#!/usr/bin/env node
/* eslint-disable no-restricted-syntax */
const fs = require('node:fs');
const path = require('node:path');

// In its own repository the sources run as they are.
if (fs.existsSync(path.resolve(__dirname, '../src'))) {
  require('@backstage/cli/config/nodeTransform.cjs');
  require('../src/index.ts');
} else {
  require('..');
}
