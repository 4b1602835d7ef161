namespace TWCManager.Core.Web;

/// <summary>Script: first set-up, log-in and the settings.</summary>
internal static class PageForms
{
    internal const int PartCount = 14;

    internal static string Part(int part)
    {
        switch (part)
        {
            case 0:
                return "const zones=[['UTC','UTC0'],['UK, Portugal','GMT0BST,M3.5.0/1,M10.5.0'],['Central Europe','CET-1CEST,M3.5.0,M10.5.0/3'],['Eastern Europe',"
                    + "'EET-2EEST,M3.5.0/3,M10.5.0/4'],"
                    + "['US Eastern','EST5EDT,M3.2.0,M11.1.0'],['US Central','CST6CDT,M3.2.0,M11.1.0'],['US Mountain','MST7MDT,M3.2.0,M11.1.0'],['Arizona','MST7'],"
                    + "['US Pacific','PST8PDT,M3.2.0,M11.1.0'],"
                    + "['Alaska','AKST9AKDT,M3.2.0,M11.1.0'],['Hawaii','HST10'],['Atlantic Canada','AST4ADT,M3.2.0,M11.1.0'],['China, Western Australia','CST-8'],"
                    + "['Japan, Korea','JST-9'],"
                    + "['Sydney, Melbourne','AEST-10AEDT,M10.1.0,M4.1.0/3'],['Brisbane','AEST-10'],['New Zealand','NZST-12NZDT,M9.5.0,M4.1.0/3']];"
                    + "const guess=()=>{const at=m=>new Date(new Date().getFullYear(),m,1).getTimezoneOffset(),hours=Math.max(at(0),at(6))/60,moves=at(0)!=at(6),"
                    + "hit=zones.find(z=>+z[1].match(/[-0-9]+/)[0]==hours&&z[1].includes(',')==moves);return hit?hit[1]:'UTC0';};";
            case 1:
                return "const zoneInput=value=>{const text=make('input',{value}),pick=make('select',{},...zones.map(([n,z])=>make('option',{value:z,"
                    + "textContent:n})),make('option',{value:'',textContent:'Other:'}));";
            case 2:
                return "text.setAttribute('aria-label','POSIX time zone');const sync=()=>{text.hidden=pick.value!='';};"
                    + "pick.value=zones.some(z=>z[1]==value)?value:'';sync();"
                    + "pick.onchange=()=>{if(pick.value)text.value=pick.value;sync();text.oninput();};return{kids:[pick,text],main:pick,read:()=>text.value,"
                    + "hook:f=>{text.oninput=f;}};};"
                    + "const dayInput=value=>{const on=value.split(','),boxes=['mon','tue','wed','thu','fri','sat','sun'].map(d=>make('input',{type:'checkbox',"
                    + "value:d,defaultChecked:on.includes(d)}));"
                    + "return{kids:boxes.map(b=>make('label',{},b,b.value)),main:boxes[0],"
                    + "read:()=>boxes.filter(b=>b.matches(':checked')).map(b=>b.value).join()||'none',hook:f=>boxes.forEach(b=>{b.onchange=f;}),days:true};};"
                    + "const plain=(input,read)=>({kids:[input],main:input,read,hook:f=>{input.oninput=f;}});"
                    + "const input=s=>{if(s.name=='timeZone')return zoneInput(s.value);if(s.kind=='days')return dayInput(s.value);";
            case 3:
                return "if(s.kind=='flag'){const b=make('input',{type:'checkbox',defaultChecked:s.value});return plain(b,()=>b.matches(':checked'));}"
                    + "if(s.kind=='choice'){const b=make('select',{},...s.choices.map(c=>make('option',{textContent:c})));b.value=s.value;return plain(b,"
                    + "()=>b.value);}"
                    + "const b=make('input',{type:s.isSecret?'password':s.kind=='number'?'number':s.kind=='time'?'time':'text',value:s.isSecret?'':s.value,"
                    + "autocomplete:s.isSecret?'new-password':'off',spellcheck:false});"
                    + "if(s.isSet){const off=make('input',{type:'checkbox'});b.placeholder='is set; type to change it';"
                    + "if(s.name!='setupPassword')return{kids:[b,make('label',{},off,'empty it')],main:b,read:()=>off.matches(':checked')?null:b.value,"
                    + "hook:f=>{b.oninput=off.onchange=f;}};}"
                    + "if(s.kind=='number'){b.className='short';b.min=s.minimum;b.max=s.maximum;b.inputMode=s.minimum<0?'text':'numeric';}"
                    + "return plain(b,()=>b.value);};";
            case 4:
                return "const label=n=>n.replace('TWCs','Connectors').replace('TWC','Connector').replace(/[A-Z]/g,c=>' '+c.toLowerCase())"
                    + ".replace(/^mqtt|^ntp| tls$| url$| id$/g,m=>m.toUpperCase()).replace(/^ha /,'Home Assistant ');"
                    + "const field=(s,title,help)=>{const i=input(s),error=make('p',{className:'bad small',role:'alert'}),id='s-'+s.name,first=i.read();"
                    + "i.main.id=id;";
            case 5:
                return "const low=s.isInstallerLimit&&s.ceiling>s.value?' Lowered by MQTT, from '+s.ceiling+' A.':'',name=make('label',{htmlFor:id,"
                    + "textContent:title||label(s.name)});"
                    + "i.hook(()=>{error.textContent='';count();});"
                    + "return{s,error,main:i.main,read:i.read,changed:()=>i.read()!==first,box:make('div',{className:'field'},make('b',{},name),"
                    + "make('span',{className:'dim small',textContent:(help||s.meaning)+(s.isInstallerLimit?' '+s.allowed+'.':'')+low+(s.needsRestart?' Takes "
                    + "effect at the next start.':'')}),"
                    + "make('div',{className:'in'+(i.days?' days':'')},...i.kids,s.unit||''),error)};};"
                    + "const complain=(fields,error,where)=>{const f=fields.find(x=>x.s.name==error.split(' ')[0]),spot=f?f.error:where;spot.textContent=f?error.slice(f.s.name.length+1):error;"
                    + "spot.classList.add('bad');"
                    + "if(f&&f.box.parentNode.tagName=='DETAILS')f.box.parentNode.open=true;spot.scrollIntoView({block:'center'});"
                    + "if(f)f.main.focus({preventScroll:true});};";
            case 6:
                return "const cars='Cars and stopping',bus='Bus and board',starts={wiringMaxAmpsAllTWCs:'Wiring',phaseRotation:'Wiring',minAmpsPerTWC:'Charging',"
                    + "stopMethod:cars,welcomeTime:cars,carKind:cars,mqttHost:'MQTT and Home Assistant',energyPollSeconds:'Sun, house and grid',"
                    + "ownId:bus,board:bus,timeZone:'Time',webServer:'Web page'};"
                    + "let fields=[];"
                    + "const count=()=>{const n=fields.filter(f=>f.changed()).length;$('saved').textContent=n?n+(n==1?' change':' changes'):'';"
                    + "$('saved').className='dim';};"
                    + "const build=()=>{fields=[];const titles=[...new Set(Object.values(starts))],groups=titles.map((t,i)=>make('details',{className:'card',open:!i},"
                    + "make('summary',{textContent:t})));let group;for(const s of list.settings){if(starts[s.name])group=groups[titles.indexOf(starts[s.name])];"
                    + "if(s.name=='setupPassword'&&!list.hasPassword)continue;const f=field(s);fields.push(f);group.append(f.box);}"
                    + "if(list.wifi!=null)groups.push(wifiBox());if(list.canRestart)groups.push(restartBox());$('groups').replaceChildren(...groups);gate();count();};";
            case 7:
                return "const gate=()=>{const has=list.hasPassword,open=!has||list.isLoggedIn;$('gate').hidden=has&&list.isLoggedIn;$('login').hidden=!has;"
                    + "$('againBox').hidden=has;"
                    + "$('gateTitle').textContent=has?'Log in to change settings':'Choose a set-up password';"
                    + "$('gateText').textContent=has?'Status and controls need no password.':'From now on settings are changed with it, at least 8 "
                    + "characters. It goes with the first settings that you save; write it down.';"
                    + "$('save').hidden=!open;};"
                    + "const login=password=>post('/api/login',{password}).then(j=>{if(j.ok)keep(j.value);return j;});"
                    + "const refresh=()=>load().then(build);"
                    + "$('gate').onsubmit=e=>{e.preventDefault();if(!list.hasPassword)return;"
                    + "login($('password').value).then(j=>{$('gateError').textContent=j.ok?'':j.error;if(j.ok){$('password').value='';list.isLoggedIn=true;gate();"
                    + "}});};";
            case 8:
                return "const chosen=(a,b,where)=>{if(a.value==b.value)return true;where.textContent='The two passwords differ.';"
                    + "where.scrollIntoView({block:'center'});return false;};"
                    + "$('form').onsubmit=e=>{e.preventDefault();const set={},open=!list.hasPassword,moved=fields.filter(f=>f.changed());for(const f of "
                    + "moved)set[f.s.name]=f.read()??'';"
                    + "if(open){if(!chosen($('password'),$('again'),$('gateError')))return;set.setupPassword=$('password').value;}else if(!moved.length)return;"
                    + "post('/api/settings',set).then(j=>{if(!j.ok){if(!open&&!list.isLoggedIn){gate();$('gateError').textContent=j.error;scrollTo(0,0);return;}"
                    + "complain(fields,j.error,j.error.startsWith('setupPassword')?$('gateError'):$('saved'));return;}"
                    + "const wait=moved.filter(f=>f.s.needsRestart).length?'Saved. Part of it takes effect at the next start.':'Saved.';"
                    + "$('gateError').textContent='';"
                    + "(open?login(set.setupPassword):Promise.resolve()).then(()=>{$('password').value=$('again').value='';return refresh();";
            case 9:
                return "}).then(()=>{$('saved').textContent=wait;$('saved').className='good';});});};"
                    + "const wifi=(name,password,where)=>post('/api/wifi',{name,password}).then(j=>{where.textContent=j.ok?'Stored. The controller joins '+name+' "
                    + "now.':j.error;where.className=j.ok?'good':'bad';return j.ok;});"
                    + "const wifiFields=()=>[field({name:'wifiName',kind:'text',value:list.wifi,meaning:'Name of the network that the controller joins.'},'Wi-Fi "
                    + "network'),"
                    + "field({name:'wifiPassword',kind:'text',isSecret:true,meaning:'Empty for an open network.'},'Wi-Fi password')];"
                    + "const wifiBox=()=>{const[n,p]=wifiFields(),said=make('p',{}),b=make('button',{type:'button',textContent:'Join this network',"
                    + "onclick:()=>wifi(n.read(),p.read(),said)});"
                    + "return make('details',{className:'card'},make('summary',{textContent:'Wi-Fi'}),n.box,p.box,b,said);};";
            case 10:
                return "const restartBox=()=>{const said=make('p',{className:'dim small',textContent:'Takes some seconds, which charging cars bridge. Save first.'});"
                    + "return make('details',{className:'card'},make('summary',{textContent:'Device'}),make('button',{type:'button',textContent:'Restart',"
                    + "onclick:()=>post('/api/command/restart',{}).then(j=>{said.textContent=j.ok?'It restarts now. Load this page again in half a minute.':j.error;})}),said);};";
            case 11:
                return "let firstFields=[];"
                    + "const firstRun=()=>{const of=(name,title,help)=>{const s=list.settings.find(x=>x.name==name);return field(Object.assign({},s,"
                    + "name=='timeZone'?{value:guess()}:s.isInstallerLimit?{value:''}:{},{needsRestart:false}),title,help);},"
                    + "again=field({name:'again',kind:'text',isSecret:true,meaning:' '},'Password again');"
                    + "firstFields=[of('wiringMaxAmpsAllTWCs','Limit of all wall connectors together','Of the circuit that they share.'),of('wiringMaxAmpsPerTWC',"
                    + "'Limit of each wall connector','Of the circuit of the weakest one.'),"
                    + "of('setupPassword','Set-up password','Asked for before settings are changed; at least 8 characters. Write it down.'),again,"
                    + "of('timeZone','Time zone','For schedules.'),"
                    + "of('mqttHost','MQTT broker','Usually the address of Home Assistant; leave it empty for none.'),of('mqttUser','MQTT user','Leave it empty if "
                    + "the broker asks for none.'),of('mqttPassword','MQTT password',' ')];";
            case 12:
                return "if(list.canRestart)firstFields.push(of('board','Board','Counts from the next start.'));"
                    + "if(list.wifi!=null)firstFields.push(...wifiFields());$('firstFields').replaceChildren(...firstFields.map(f=>f.box));};"
                    + "$('first').onsubmit=e=>{e.preventDefault();const set={},value={},out=$('firstError');out.textContent='';for(const f of "
                    + "firstFields){f.error.textContent='';value[f.s.name]=f.read();"
                    + "if(!['again','wifiName','wifiPassword'].includes(f.s.name)&&(f.read()!==''||f.s.isInstallerLimit))set[f.s.name]=f.read();}"
                    + "const tell=(name,text)=>complain(firstFields,name+' '+text,out);"
                    + "for(const n of['wiringMaxAmpsAllTWCs','wiringMaxAmpsPerTWC'])if(!(set[n]>0))return tell(n,'must be set, in amps');"
                    + "if(value.again!=value.setupPassword)return tell('again','must be the same password');"
                    + "if(!$('sure').matches(':checked')){out.textContent='Please confirm that you know the limits.';return;}";
            default:
                return "post('/api/settings',set).then(j=>{if(!j.ok){complain(firstFields,j.error,out);return;}"
                    + "return login(set.setupPassword).then(()=>value.wifiName?wifi(value.wifiName,value.wifiPassword,"
                    + "out):true).then(ok=>{if(ok)refresh().then(()=>show('status'));});});};"
                    + "$('later').onclick=()=>show('status');$('toStatus').onclick=()=>show('status');"
                    + "$('toSettings').onclick=()=>{show('settings');refresh().catch(()=>{});};"
                    + "addEventListener('resize',()=>plot());"
                    + "const begin=()=>load().then(firstRun,()=>setTimeout(begin,5000));poll();begin();"
                    + "</script></body></html>";
        }
    }
}
