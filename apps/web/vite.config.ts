import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { routeTable } from './build/route-table.ts'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), routeTable()],
  build: {
    target: 'es2023',
    manifest: true,
    // fonts and pictures stay files: the policy of our pages admits no data but small pictures
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { application: 'index.html' },
      // a library of dates asks for what another may have: it looks before it takes it
      checks: { importIsUndefined: false },
    },
  },
})
