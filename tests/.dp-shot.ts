import { open, signIn, allDrafts } from './.dp-lib.ts'
const [, , who, title, out, ...rest] = process.argv
const browser = await open()
const opts: any = {}
if (rest.includes('phone')) opts.viewport = { width: 390, height: 844 }
if (rest.includes('dark')) opts.colorScheme = 'dark'
const w = rest.find((r) => /^w\d/.test(r))
if (w) opts.viewport = { width: Number(w.slice(1)), height: 900 }
const a = await signIn(browser, who!, opts)
const s = await a.evaluate(async () => {
  const r = await (await fetch('/api/session')).json()
  return r.person.language
})
const lang = rest.includes('ar') ? 'ar' : rest.includes('fr') ? 'fr' : 'en'
if (s !== lang)
  await a.evaluate(async (l: string) => {
    await fetch('/api/account', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ language: l }),
    })
  }, lang)
const ds = await allDrafts(a)
const d = ds.find((x) => x.title.includes(title))
const path =
  rest
    .find((r) => r.startsWith('/'))
    ?.replace('ID', d.id)
    .replace('SPACE', d.spaceId) ?? `/drafts/${d.id}`
await a.goto(`http://127.0.0.1:4818${path}`)
await a.waitForTimeout(2500)
const js = process.env.DO
if (js) {
  await new Function('page', `return (async()=>{${js}})()`)(a)
  await a.waitForTimeout(700)
}
await a.screenshot({ path: `/tmp/dps/${out}.png`, fullPage: rest.includes('full') })
if (rest.includes('axe')) {
  const { default: AxeBuilder } = await import('@axe-core/playwright')
  const r = await new AxeBuilder({ page: a as any })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  console.log(
    'axe',
    r.violations.flatMap((v) =>
      v.nodes.map((n) => `${v.id} ${n.target.join(' ')} ${n.failureSummary}`),
    ),
  )
}
console.log(a.url())
await browser.close()
