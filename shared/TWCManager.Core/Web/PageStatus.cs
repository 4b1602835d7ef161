namespace TWCManager.Core.Web;

/// <summary>Script: the status, the plot and the commands.</summary>
internal static class PageStatus
{
    internal const int PartCount = 11;

    internal static string Part(int part)
    {
        switch (part)
        {
            case 0:
                return "const names={fronius:'Fronius',homeAssistant:'Home Assistant'},"
                    + "session=c=>{const last=c.car=='none',k=last?c.lastSessionKwh:c.sessionKwh;return k==null?'':(last?'last ':'')+'session '+k.toFixed(2)+' kWh';};"
                    + "const tile=(name,value,color,extra)=>make('div',{},make('small',{className:'dim',textContent:name}),"
                    + "make('b',{textContent:value,style:'color:var(--'+color+')'}),extra?make('small',{className:'dim',textContent:extra}):null);"
                    + "const twc=c=>{const full=Math.max(c.limitAmps,1),part=a=>Math.min(100,100*(a||0)/full)+'%',"
                    + "bar=make('div',{className:'bar'});"
                    + "for(const k of['offered','drawn']){const i=make('i',{className:k});i.style.width=part(k=='drawn'?c.actualAmps:c.offeredAmps);bar.append(i);}"
                    + "if(c.confirmedAmps){const i=make('i',{className:'confirmed'});i.style.left=part(c.confirmedAmps);bar.append(i);}"
                    + "const words={none:'no car',plugged:'car plugged in',charging:'car charging',unknown:'car unknown'};";
            case 1:
                return "return make('div',{className:'card'},make('div',{className:'row'},make('b',{textContent:c.id}),"
                    + "make('span',{className:c.problem=='ON'?'bad':'dim',textContent:(c.state==c.car?'':c.state+', ')+(words[c.car]||c.car)+(c.vin?', VIN ...'+c.vin.slice(-6):'')}),"
                    + "make('b',{className:'good',style:'margin-left:auto',textContent:power(c.powerWatts)})),bar,"
                    + "make('div',{className:'key small'},make('span',{},make('i',{style:'background:var(--car)'}),'drawn '+amps(c.actualAmps)),";
            case 2:
                return "make('span',{},make('i',{style:'background:var(--soft)'}),'offered '+amps(c.offeredAmps)),make('span',{},make('i',"
                    + "{style:'background:var(--ink);width:3px'}),'confirmed '+amps(c.confirmedAmps)),"
                    + "make('span',{className:'dim',textContent:'limit '+amps(c.limitAmps)}),make('span',{className:'dim',textContent:session(c)})),"
                    + "make('p',{className:'dim small',textContent:c.reason}));};"
                    + "const line=(name,text,good)=>make('p',{},make('b',{textContent:name+' '}),make('span',{className:good?'dim':'bad',textContent:text}));"
                    + "const links=s=>{const b=s.bus,damaged=b.badChecksum+b.badEscape+b.badLength+b.overflow+b.timeouts,"
                    + "twcs=state.connectors,sum=k=>twcs.reduce((n,c)=>n+c[k],0),gap=Math.max(0,...twcs.map(c=>c.longestGapMs));"
                    + "$('links').replaceChildren(line('Bus',b.state+(b.secondMaster?' ('+b.secondMaster+')':'')+', '+sum('heartbeatsAnswered')+' of "
                    + "'+sum('heartbeatsSent')+' heartbeats answered, longest gap '";
            case 3:
                return "+(gap/1000).toFixed(2)+' s, '+damaged+' damaged frames',b.state=='running'),line('Wiring',state.doctor.text,state.doctor.ok),";
            case 4:
                return "...Object.entries(s.sources).filter(e=>e[1].state!='notConfigured').map(([n,x])=>line(names[n]||n,(x.problem||x.state)+(x.ageSeconds==null?'':(x.problem?'; last reading ':', ')"
                    + "+x.ageSeconds+' s ago'),x.state=='ok'||x.state=='waiting')),"
                    + "line('Version',s.version+', up for '+Math.floor(s.uptimeSeconds/3600)+' h '+Math.floor(s.uptimeSeconds/60)%60+' min',true));};"
                    + "const paint=j=>{state=j;const s=j.site,n=s.chargeNow;"
                    + "$('bus').textContent=s.bus.state;$('bus').title='Bus of the wall connectors';$('bus').className='pill'+(s.bus.state=='running'?' good':'');"
                    + "const flow=s.gridWatts==null?'':s.gridWatts<0?'exporting':'importing',tiles=[tile('Sun',power(s.solarWatts),'sun'),tile('House',"
                    + "power(s.houseWatts),'house','with cars'),"
                    + "tile('Grid',power(s.gridWatts==null?null:Math.abs(s.gridWatts)),'grid',flow),tile('Surplus',power(s.surplusWatts),'ink',s.surplusProblem),"
                    + "tile('Cars',power(s.chargingWatts),'car',amps(s.actualAmps)),tile('Granted',amps(s.availableAmps),'ink','of "
                    + "'+s.limits.wiringMaxAmpsAllTWCs+' A')];";
            case 5:
                return "if(s.batteryWatts!=null||s.batterySoc!=null)tiles.push(tile('Battery',s.batterySoc==null?power(s.batteryWatts):s.batterySoc+' %','ink',"
                    + "power(s.batteryWatts)));";
            case 6:
                return "$('tiles').replaceChildren(...tiles);"
                    + "$('policy').replaceChildren(make('b',{textContent:s.policy+': '}),s.reason,make('div',{className:'bad',textContent:j.page.hasLimits?'':'The "
                    + "wiring limits are not set, so nothing charges: see Settings.'}));"
                    + "$('twcs').replaceChildren(...j.connectors.map(twc));"
                    + "if(!j.connectors.length)$('twcs').append(make('p',{className:'card dim',textContent:'No wall connector heard yet. One without a master "
                    + "announces itself every ten seconds.'}));"
                    + "$('control').hidden=!j.page.canChange;$('toSettings').hidden=!j.page.canChange;"
                    + "$('now').textContent=s.stopped?'Charging is stopped until you resume it.':n?'Charging with up to '+n.amps+' A, '+n.minutesLeft+' min "
                    + "left.':'';"
                    + "$('end').hidden=!n;$('stop').hidden=s.stopped;$('resume').hidden=!s.stopped;$('charge').hidden=s.stopped;"
                    + "$('amps').max=s.limits.wiringMaxAmpsAllTWCs;if(!$('amps').value)$('amps').value=Math.min(16,s.limits.wiringMaxAmpsAllTWCs)||'';";
            case 7:
                return "links(s);samples.push([Date.now(),s.solarWatts,s.houseWatts,s.gridWatts,s.chargingWatts]);plot();sessionStorage.setItem('plot',JSON.stringify(samples));"
                    + "if(!view)show(j.page.canChange&&!j.page.hasPassword&&!j.page.hasLimits?'first':'status');};";
            case 8:
                return "const lines=[['sun','sun'],['house','house'],['grid','grid'],['cars','car']];"
                    + "const plot=()=>{const w=$('plot').clientWidth,h=190,now=Date.now(),from=now-6e5;samples=samples.filter(s=>s[0]>from);"
                    + "if(!w)return;const all=samples.flatMap(s=>s.slice(1)).filter(v=>v!=null),size=[500,1000,2000,5000,10000,20000,50000],"
                    + "step=size.find(k=>(Math.max(1000,...all)-Math.min(0,...all))/k<=4.5)||1e5,"
                    + "top=Math.ceil(Math.max(1000,...all)/step)*step,low=Math.floor(Math.min(0,...all)/step)*step,"
                    + "x=t=>44+(w-50)*(t-from)/6e5,y=v=>8+(h-32)*(top-v)/(top-low);let g='';"
                    + "for(let v=low;v<=top;v+=step)g+=`<path d='M44 ${y(v)}H${w}' stroke='var(--line)' stroke-width='${v?1:2}'/><text x='40' y='${y(v)+4}' "
                    + "text-anchor='end'>${v/1000}</text>`;"
                    + "for(const m of[10,5,0])g+=`<text x='${x(now-m*6e4)}' y='${h-6}' text-anchor='${m==10?'start':m?'middle':'end'}'>${m?'-'+m+' "
                    + "min':'now'}</text>`;"
                    + "lines.forEach(([,color],i)=>{let d='',pen=false,at=0;for(const s of samples){const v=s[i+1];if(s[0]-at>2e4)pen=false;at=s[0];";
            case 9:
                return "if(v==null)pen=false;else{d+=(pen?'L':'M')+x(s[0]).toFixed(1)+' '+y(v).toFixed(1);pen=true;}}";
            default:
                return "g+=`<path class='line' d='${d}' fill='none' stroke='var(--${color})' stroke-width='2' stroke-linejoin='round'/>`;});"
                    + "$('plot').innerHTML=`<svg viewBox='0 0 ${w} ${h}' height='${h}' font-size='12' fill='var(--dim)'><text x='2' "
                    + "y='${h-6}'>kW</text>${g}</svg>`;};"
                    + "$('key').append(...lines.map(([name,color])=>make('span',{},make('i',{style:'background:var(--'+color+')'}),name)));"
                    + "const poll=()=>get('/api/status').then(j=>{$('lost').hidden=true;paint(j);},()=>{$('lost').hidden=false;}).then(()=>setTimeout(poll,2000));"
                    + "const order=(verb,body)=>post('/api/command/'+verb,body||{}).then(j=>{$('controlError').textContent=j.ok?'':j.error;return "
                    + "get('/api/status').then(paint,()=>{});});"
                    + "$('control').onsubmit=e=>{e.preventDefault();order('chargeNow',{amps:+$('amps').value,minutes:+$('minutes').value});};"
                    + "$('end').onclick=()=>order('chargeNowEnd');$('stop').onclick=()=>order('stop');$('resume').onclick=()=>order('resume');";
        }
    }
}
