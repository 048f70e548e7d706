import { HttpResponse } from 'msw'
import { escapeHtml } from '../escape-html.js'

/** A small page in the looks of the OAuth pages; `body` is HTML, the title is text. */
export function page(title: string, body: string, status = 200): Response {
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
<main>${body}</main>
</html>
`
  return HttpResponse.html(html, { status, headers: safetyHeaders })
}

const safetyHeaders = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

const style = `
:root { color-scheme: light dark; --line: #d5d9e0; --quiet: #5b6472; --strong: #1f5fd0; --card: #fff; --ground: #f2f4f7; --ink: #1a202c }
@media (prefers-color-scheme: dark) { :root { --line: #3a4250; --quiet: #a3adbb; --strong: #3f7ee8; --card: #1d222b; --ground: #12151a; --ink: #e8ebf0 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 26rem; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px; overflow-wrap: anywhere }
h1 { margin: 0 0 .5rem; font-size: 1.35rem; line-height: 1.3 }
p { margin: 0 0 1rem; color: var(--quiet) }
ul { margin: 0 0 1.5rem; padding: 0; list-style: none; border-top: 1px solid var(--line) }
li { padding: .6rem 0; border-bottom: 1px solid var(--line) }
.actions { display: flex; flex-wrap: wrap; gap: .75rem }
button { flex: 1 1 8rem; min-height: 2.75rem; padding: .5rem 1rem; border: 1px solid var(--line); border-radius: 8px; background: transparent; color: inherit; font: inherit; cursor: pointer }
button.allow { background: var(--strong); border-color: var(--strong); color: #fff; font-weight: 600 }
button:focus-visible { outline: 3px solid var(--strong); outline-offset: 2px }
`
