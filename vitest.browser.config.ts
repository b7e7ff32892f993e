import { configDefaults, defineConfig } from 'vitest/config'

/** Journeys in a real browser, against what `npm start` starts: npm run test:browser. */
export default defineConfig({
  test: {
    include: ['apps/web/browser/**/*.test.ts'],
    exclude: configDefaults.exclude,
    globalSetup: ['apps/web/browser/testing/global-setup.ts'],
    pool: 'forks',
    // one installation for all of them: each file has days, people and names of its own
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
