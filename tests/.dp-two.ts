import { open, signIn, allDrafts } from './.dp-lib.ts'
const browser = await open()
const a = await signIn(browser, 'Population')
const b = await signIn(browser, 'Focal point, IOM')
const ds = await allDrafts(a)
console.log(
  ds
    .map((d) => [d.id, d.spaceName, d.title, d.state, d.hasText, d.versionCount].join(' | '))
    .join('\n'),
)
const d = ds.find((x) => x.title.includes('4 December'))
const url = `http://127.0.0.1:4818/drafts/${d.id}`
await a.goto(url)
await b.goto(url)
await a.getByRole('textbox', { name: d.title }).waitFor()
await b.getByRole('textbox', { name: d.title }).waitFor()
await a.waitForTimeout(1500)
const click = async (p: any, n: number) => {
  await p.locator('.ProseMirror p').nth(n).click()
  await p.keyboard.press('End')
}
await click(a, 2)
await a.keyboard.type(' From the chair.')
await click(b, 4)
await b.keyboard.type(' From IOM.')
await a.waitForTimeout(1500)
console.log(
  'A sees IOM text',
  await a
    .locator('.ProseMirror')
    .innerText()
    .then((t: string) => t.includes('From IOM.')),
  'carets',
  await a.locator('.draft-caret-label').allInnerTexts(),
)
console.log(
  'B sees chair text',
  await b
    .locator('.ProseMirror')
    .innerText()
    .then((t: string) => t.includes('From the chair.')),
  'carets',
  await b.locator('.draft-caret-label').allInnerTexts(),
)
console.log(await a.locator('output[data-status]').allInnerTexts())
await a.screenshot({ path: '/tmp/dps/two-a.png' })
await b.screenshot({ path: '/tmp/dps/two-b.png' })
await browser.close()
