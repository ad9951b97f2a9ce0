/** Hands a text to the browser's downloads. Characters that file systems refuse become blanks. */
export function saveAsFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/markdown;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name.replace(/[\\/:*?"<>|]+/g, ' ')
  link.click()
  URL.revokeObjectURL(address)
}
