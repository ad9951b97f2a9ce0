import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { createRequire } from 'node:module'
import path from 'node:path'

export const ROOT = path.resolve(import.meta.dirname, '../..')

const { forbidden, options } = createRequire(import.meta.url)(
  path.join(ROOT, '.dependency-cruiser.cjs'),
) as { forbidden: never; options: ICruiseOptions & { tsConfig: { fileName: string } } }

/** Reads the imports of the given folders under `baseDir`, with the rules of `npm run check`. */
export async function cruiseTree(baseDir: string, folders: string[]): Promise<ICruiseResult> {
  const { output } = await cruise(
    folders,
    { ...options, baseDir, validate: true, ruleSet: { forbidden } },
    options.enhancedResolveOptions,
    { tsConfig: extractTSConfig(path.join(ROOT, options.tsConfig.fileName)) },
  )
  if (typeof output === 'string') throw new Error(`expected a result, got text: ${output}`)
  return output
}
