const browsers: [RegExp, string][] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\/|Opera/, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrom(e|ium)\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/CrOS/, 'ChromeOS'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** What a User-Agent says, as people call it; null where it says nothing known. Order matters: a
 * browser names those before it that it resembles. */
export function deviceOf(userAgent: string): { browser: string | null; system: string | null } {
  const first = (of: [RegExp, string][]) => of.find(([shape]) => shape.test(userAgent))?.[1] ?? null
  return { browser: first(browsers), system: first(systems) }
}
