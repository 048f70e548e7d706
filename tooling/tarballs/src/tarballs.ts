#!/usr/bin/env node
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { packAll } from './pack.js'
import { publicPackages, root } from './public-packages.js'

const folder = path.resolve(process.argv[2] ?? path.join(root, '.duet/tarballs'))
mkdirSync(folder, { recursive: true })
for (const file of (await packAll(publicPackages(), folder)).values()) process.stdout.write(`${file}\n`)
