import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  // one file, served by the host of the same machine or network
  build: { chunkSizeWarningLimit: 1000 },
  // `vite dev` beside a running host
  server: { proxy: { '/api': 'http://127.0.0.1:4200', '/sign-in': 'http://127.0.0.1:4200' } },
})
