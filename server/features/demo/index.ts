export { type DemoLink, demoGreeting, demoLines, makeDemoLinks } from './demo-links.ts'
export { loadDemo, prepareDemo } from './prepare-demo.ts'
