import path from 'node:path'
import { defineConfig } from 'vitepress'
import { anchorOf } from './markdown-links.js'
import { home, siteFolder } from './repository.js'
import { sidebar } from './sidebar.js'

/** The settings of the site; a link that leads nowhere fails the build. */
export const site = defineConfig({
  title: 'Duet',
  description:
    'Keeps a company’s business data the same in Connec! and in the application the company works in.',
  lang: 'en',
  srcDir: 'pages',
  outDir: siteFolder,
  cacheDir: path.join(home, 'node_modules/.cache/vitepress'),
  ignoreDeadLinks: false,
  metaChunk: true,
  // The compiler inside does not know the targets of the workspace's settings; nothing of ours is compiled by it.
  vite: { esbuild: { tsconfigRaw: '{}' } },
  markdown: { anchor: { slugify: anchorOf } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Write a connector', link: '/writing-a-connector' },
      { text: 'Run it', link: '/operating' },
      { text: 'Reference', link: '/reference/' },
    ],
    sidebar,
  },
})
