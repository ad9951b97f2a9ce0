/** The pictures among pasted or dropped files. Text beside them (from Word) comes first. */
export function imagesIn(data: DataTransfer | null): File[] {
  if (data === null || data.types.includes('text/html')) return []
  return [...data.files].filter((file) => file.type.startsWith('image/'))
}
