// What everything is measured against: bare Express that answers a constant JSON. Prints its port.
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import express from 'express'

const constant: unknown = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const app = express()
app.get('/', (_request, response) => void response.json(constant))
const server = app.listen(0, '127.0.0.1', () => {
  console.log((server.address() as AddressInfo).port)
})
