import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the workspace; one level up is the same from `src` and from `dist`. */
export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** This package: VitePress and TypeDoc find their settings here. */
export const home = path.join(root, 'tooling/docs')

/** Where the pages are put together before they become a site; nothing in it is kept. */
export const pagesFolder = path.join(home, 'pages')

/** The built site. */
export const siteFolder = path.join(root, 'docs/.vitepress/dist')
