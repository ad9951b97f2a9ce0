// Generated from the one table of walls; change the table, not this file.
const { WALLS } = require('./tests/architecture/walls.ts')

/** dependency-cruiser reads a pattern or a list of patterns, and takes absent keys as "any". */
const rule = ({ name, why, from, to }) => ({ name, comment: why, severity: 'error', from, to })

module.exports = {
  forbidden: WALLS.map(rule),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage)/' },
    // Type imports count: a wall that types pass through is a hole.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'require', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
    },
  },
}
