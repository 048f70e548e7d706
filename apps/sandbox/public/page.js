/** The sandbox page: three lists side by side, polled each second, and one small form. */
const POLL_MS = 1000
const $ = (id) => document.getElementById(id)
const view = { kind: 'people', search: '' }
let kinds = []
let sides = []
/** What each side showed last, to make changes flash: side → record id → moment of change. */
const shown = new Map()

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  })
  const answer = response.status === 204 ? {} : await response.json()
  if (!response.ok) throw new Error(answer.error ?? `The sandbox answered ${response.status}`)
  return answer
}

function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties)
  node.append(...children)
  return node
}

function drawKinds() {
  $('kinds').replaceChildren(
    ...kinds.map(({ name, label }) => {
      const button = element('button', { type: 'button', textContent: label })
      button.setAttribute('aria-pressed', String(name === view.kind))
      button.addEventListener('click', () => {
        view.kind = name
        shown.clear()
        drawKinds()
        drawSides()
        refresh()
      })
      return button
    }),
  )
}

function drawSides() {
  $('sides').replaceChildren(
    ...sides.map(({ name, title }) => {
      const add = element('button', { type: 'button', textContent: 'Add' })
      add.setAttribute('aria-label', `Add to ${title}`)
      add.addEventListener('click', () => edit(name, null))
      const section = element(
        'section',
        {},
        element(
          'div',
          {},
          element(
            'div',
            {},
            element('h2', { textContent: title }),
            element('span', { id: `count-${name}`, className: 'quiet' }),
          ),
          add,
        ),
        element('ul', { id: `list-${name}` }),
      )
      section.setAttribute('aria-label', title)
      section.dataset.side = name
      return section
    }),
  )
}

function drawRecords(side, { records, total }) {
  const before = shown.get(side)
  const list = $(`list-${side}`)
  const top = list.scrollTop
  $(`count-${side}`).textContent = `${total} ${total === 1 ? 'record' : 'records'}`
  list.replaceChildren(
    ...records.map((record) => {
      const button = element(
        'button',
        { type: 'button' },
        element('strong', { textContent: record.title }),
        element('span', { textContent: record.subtitle || ' ' }),
      )
      button.addEventListener('click', () => edit(side, record))
      const item = element('li', {}, button)
      item.dataset.id = record.id
      if (before && before.get(record.id) !== record.version) item.classList.add('arrived')
      return item
    }),
  )
  if (records.length === 0)
    list.append(element('li', { className: 'empty', textContent: 'Nothing here yet.' }))
  list.scrollTop = top
  shown.set(side, new Map(records.map((record) => [record.id, record.version])))
}

let drawn = ''
async function refresh() {
  const asked = `${view.kind} ${view.search}`
  if (asked !== drawn) shown.clear()
  await Promise.all(
    sides.map(async ({ name }) => {
      const answer = await call(
        'GET',
        `/api/sides/${name}/${view.kind}?search=${encodeURIComponent(view.search)}`,
      )
      const unchanged = JSON.stringify(answer)
      if (`${view.kind} ${view.search}` !== asked) return
      if (lastDrawn.get(name) === unchanged && asked === drawn) return
      lastDrawn.set(name, unchanged)
      drawRecords(name, answer)
    }),
  )
  drawn = asked
}
const lastDrawn = new Map()

function edit(side, record) {
  const { title } = sides.find(({ name }) => name === side)
  const { fields } = kinds.find(({ name }) => name === view.kind).sides[side]
  $('editor-title').textContent = record ? `${record.title} in ${title}` : `New record in ${title}`
  $('editor-error').textContent = ''
  $('editor-remove').hidden = !record
  $('editor-remove').textContent = side === 'hub' ? 'Archive' : 'Delete'
  $('editor-fields').replaceChildren(
    ...fields.map(({ path, label }) => {
      const input = element('input', { name: path, value: record?.fields[path] ?? '', autocomplete: 'off' })
      return element('label', {}, label, input)
    }),
  )
  const editor = $('editor')
  const form = editor.querySelector('form')
  const work = async (action) => {
    try {
      await action()
      editor.close()
      $('notice').textContent = 'Saved. Duet brings it to the other side within seconds.'
      await refresh()
    } catch (error) {
      $('editor-error').textContent = error.message
    }
  }
  form.onsubmit = (event) => {
    event.preventDefault()
    const changed = {}
    for (const { path } of fields) {
      const value = form.elements.namedItem(path).value.trim()
      if (value !== String(record?.fields[path] ?? '')) changed[path] = value
    }
    const path = `/api/sides/${side}/${view.kind}`
    work(() => (record ? call('PATCH', `${path}/${record.id}`, changed) : call('POST', path, changed)))
  }
  $('editor-remove').onclick = () =>
    work(() => call('DELETE', `/api/sides/${side}/${view.kind}/${record.id}`))
  $('editor-cancel').onclick = () => editor.close()
  editor.showModal()
}

$('view').addEventListener('submit', (event) => event.preventDefault())
$('search').addEventListener('input', (event) => {
  view.search = event.target.value
  refresh()
})

async function poll() {
  try {
    await refresh()
    if ($('notice').dataset.lost) {
      $('notice').textContent = ''
      delete $('notice').dataset.lost
    }
  } catch {
    $('notice').textContent = 'The sandbox does not answer. Is it still running?'
    $('notice').dataset.lost = 'true'
  }
  setTimeout(poll, POLL_MS)
}

const start = await call('GET', '/api/sides')
kinds = start.kinds
sides = start.sides
if (start.hostUrl) {
  $('host-link').href = start.hostUrl
  $('host-link').hidden = false
}
drawKinds()
drawSides()
poll()
