import { configDefaults, defineConfig } from 'vitest/config'

/** Journeys in a real browser, against what `npm start` starts: npm run test:browser. */
export default defineConfig({
  test: {
    include: ['apps/web/browser/**/*.test.ts'],
    exclude: configDefaults.exclude,
    globalSetup: ['apps/web/browser/testing/global-setup.ts'],
    pool: 'forks',
    // one installation for all of them, and one browser at a time
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
