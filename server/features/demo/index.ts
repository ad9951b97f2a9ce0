export { demoGreeting, demoLines, makeDemoLinks } from './demo-links.ts'
export { loadDemo, prepareDemo } from './prepare-demo.ts'
