// Of Node, for the server: also for the benchmarks, which measure it as it is started.

/** A small young generation saves some 20 MB of idle memory; a smaller one would collect at each keystroke. */
export const SERVER_FLAGS = ['--max-semi-space-size=4']
