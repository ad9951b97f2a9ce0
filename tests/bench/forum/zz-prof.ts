import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import autocannon from 'autocannon'
import { seedPeople, seedPosts } from './bench-forum.ts'
import { startProcess } from './bench-process.ts'
import { benchPost } from './bench-term.ts'
const which = process.argv[2]
const dataDir = mkdtempSync(path.join(tmpdir(), 'plenary-prof-'))
const seeded = await seedPeople(dataDir)
const port = 4000 + Math.floor(Math.random()*20000)
const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), RATE_LIMITS: 'off', NODE_ENV: 'production', LOG_LEVEL: 'warn' }
const a = await startProcess(['--max-semi-space-size=1','server/main.ts'], env, (l)=>l.startsWith('Plenary is ready')?l:null)
const url = `http://127.0.0.1:${port}`
const ids = await seedPosts(url, seeded)
await a.stop()
const s = await startProcess([...(process.argv[3]??'--max-semi-space-size=1').split(','), ...(process.argv[4]?['--cpu-prof','--cpu-prof-dir=/tmp/prof']:[]),'server/main.ts'], env, (l)=>l.startsWith('Plenary is ready')?l:null)
const auth=(c:number)=>`Bearer ${seeded.tokens[c%10]}`
const reqs:any = { topicPage:(c:number)=>ids.map(id=>({path:`/api/topics/${id}?from=1&limit=20`,headers:{authorization:auth(c)}})), topicList:(c:number)=>[{path:`/api/spaces/${seeded.spaceId}/topics`,headers:{authorization:auth(c)}}], reply:(c:number)=>ids.map((id,n)=>({method:'POST',path:`/api/topics/${id}/posts`,headers:{authorization:auth(c),'content-type':'application/json'},body:JSON.stringify({markdown:benchPost(n)})})) }
for (let r=0;r<4;r++){ let c=0; const b=s.cpuSeconds(); const res = await autocannon({url,connections:10,duration:5,setupClient:(cl)=>cl.setRequests(reqs[which!](c++))}); console.log(which, Math.round(res['2xx']/(s.cpuSeconds()-b)),'per cpu s', res.non2xx, res['2xx']) }
await s.stop()
