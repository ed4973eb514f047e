(()=>{var x=(s,e,i)=>()=>{if(i)throw i[0];try{return s&&(e=s(s=0)),e}catch(t){throw i=[t],t}};var B3=(s,e)=>()=>{try{return e||s((e={exports:{}}).exports,e),e.exports}catch(i){throw e=0,i}};var ke,tt=x(()=>{ke=class extends Event{constructor(e,i,t,a){super("context-request",{bubbles:!0,composed:!0}),this.context=e,this.contextTarget=i,this.callback=t,this.subscribe=a??!1}}});var as=x(()=>{});var Le,ei=x(()=>{tt();Le=class{constructor(e,i,t,a){if(this.subscribe=!1,this.provided=!1,this.value=void 0,this.t=(h,r)=>{this.unsubscribe&&(this.unsubscribe!==r&&(this.provided=!1,this.unsubscribe()),this.subscribe||this.unsubscribe()),this.value=h,this.host.requestUpdate(),this.provided&&!this.subscribe||(this.provided=!0,this.callback&&this.callback(h,r)),this.unsubscribe=r},this.host=e,i.context!==void 0){let h=i;this.context=h.context,this.callback=h.callback,this.subscribe=h.subscribe??!1}else this.context=i,this.callback=t,this.subscribe=a??!1;this.host.addController(this)}hostConnected(){this.dispatchRequest()}hostDisconnected(){this.unsubscribe&&(this.unsubscribe(),this.unsubscribe=void 0)}dispatchRequest(){this.host.dispatchEvent(new ke(this.context,this.host,this.t,this.subscribe))}}});var ut,rs=x(()=>{ut=class{get value(){return this.o}set value(e){this.setValue(e)}setValue(e,i=!1){let t=i||!Object.is(e,this.o);this.o=e,t&&this.updateObservers()}constructor(e){this.subscriptions=new Map,this.updateObservers=()=>{for(let[i,{disposer:t}]of this.subscriptions)i(this.o,t)},e!==void 0&&(this.value=e)}addCallback(e,i,t){if(!t)return void e(this.value);this.subscriptions.has(e)||this.subscriptions.set(e,{disposer:()=>{this.subscriptions.delete(e)},consumerHost:i});let{disposer:a}=this.subscriptions.get(e);e(this.value,a)}clearCallbacks(){this.subscriptions.clear()}}});var ti,Fe,ii=x(()=>{tt();rs();ti=class extends Event{constructor(e,i){super("context-provider",{bubbles:!0,composed:!0}),this.context=e,this.contextTarget=i}},Fe=class extends ut{constructor(e,i,t){super(i.context!==void 0?i.initialValue:t),this.onContextRequest=a=>{if(a.context!==this.context)return;let h=a.contextTarget??a.composedPath()[0];h!==this.host&&(a.stopPropagation(),this.addCallback(a.callback,h,a.subscribe))},this.onProviderRequest=a=>{if(a.context!==this.context||(a.contextTarget??a.composedPath()[0])===this.host)return;let h=new Set;for(let[r,{consumerHost:c}]of this.subscriptions)h.has(r)||(h.add(r),c.dispatchEvent(new ke(this.context,c,r,!0)));a.stopPropagation()},this.host=e,i.context!==void 0?this.context=i.context:this.context=i,this.attachListeners(),this.host.addController?.(this)}attachListeners(){this.host.addEventListener("context-request",this.onContextRequest),this.host.addEventListener("context-provider",this.onProviderRequest)}hostConnected(){this.host.dispatchEvent(new ti(this.context,this.host))}}});var hs=x(()=>{tt();});function it({context:s}){return(e,i)=>{let t=new WeakMap;if(typeof i=="object")return{get(){return e.get.call(this)},set(a){return t.get(this).setValue(a),e.set.call(this,a)},init(a){return t.set(this,new Fe(this,{context:s,initialValue:a})),a}};{e.constructor.addInitializer((r=>{t.set(r,new Fe(r,{context:s}))}));let a=Object.getOwnPropertyDescriptor(e,i),h;if(a===void 0){let r=new WeakMap;h={get(){return r.get(this)},set(c){t.get(this).setValue(c),r.set(this,c)},configurable:!0,enumerable:!0}}else{let r=a.set;h={...a,set(c){t.get(this).setValue(c),r?.call(this,c)}}}return void Object.defineProperty(e,i,h)}}}var os=x(()=>{ii();});function J({context:s,subscribe:e}){return(i,t)=>{typeof t=="object"?t.addInitializer((function(){new Le(this,{context:s,callback:a=>{i.set.call(this,a)},subscribe:e})})):i.constructor.addInitializer((a=>{new Le(a,{context:s,callback:h=>{a[t]=h},subscribe:e})}))}}var ls=x(()=>{ei();});var Te=x(()=>{tt();as();ei();ii();hs();os();ls()});var gt,zt,si,ns,st,cs,q,ds,ai,ri=x(()=>{gt=globalThis,zt=gt.ShadowRoot&&(gt.ShadyCSS===void 0||gt.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,si=Symbol(),ns=new WeakMap,st=class{constructor(e,i,t){if(this._$cssResult$=!0,t!==si)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=i}get styleSheet(){let e=this.o,i=this.t;if(zt&&e===void 0){let t=i!==void 0&&i.length===1;t&&(e=ns.get(i)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&ns.set(i,e))}return e}toString(){return this.cssText}},cs=s=>new st(typeof s=="string"?s:s+"",void 0,si),q=(s,...e)=>{let i=s.length===1?s[0]:e.reduce((t,a,h)=>t+(r=>{if(r._$cssResult$===!0)return r.cssText;if(typeof r=="number")return r;throw Error("Value passed to 'css' function must be a 'css' function result: "+r+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(a)+s[h+1],s[0]);return new st(i,s,si)},ds=(s,e)=>{if(zt)s.adoptedStyleSheets=e.map(i=>i instanceof CSSStyleSheet?i:i.styleSheet);else for(let i of e){let t=document.createElement("style"),a=gt.litNonce;a!==void 0&&t.setAttribute("nonce",a),t.textContent=i.cssText,s.appendChild(t)}},ai=zt?s=>s:s=>s instanceof CSSStyleSheet?(e=>{let i="";for(let t of e.cssRules)i+=t.cssText;return cs(i)})(s):s});var R3,U3,L3,F3,q3,W3,_t,ms,Z3,G3,at,rt,bt,vs,le,ht=x(()=>{ri();ri();({is:R3,defineProperty:U3,getOwnPropertyDescriptor:L3,getOwnPropertyNames:F3,getOwnPropertySymbols:q3,getPrototypeOf:W3}=Object),_t=globalThis,ms=_t.trustedTypes,Z3=ms?ms.emptyScript:"",G3=_t.reactiveElementPolyfillSupport,at=(s,e)=>s,rt={toAttribute(s,e){switch(e){case Boolean:s=s?Z3:null;break;case Object:case Array:s=s==null?s:JSON.stringify(s)}return s},fromAttribute(s,e){let i=s;switch(e){case Boolean:i=s!==null;break;case Number:i=s===null?null:Number(s);break;case Object:case Array:try{i=JSON.parse(s)}catch{i=null}}return i}},bt=(s,e)=>!R3(s,e),vs={attribute:!0,type:String,converter:rt,reflect:!1,useDefault:!1,hasChanged:bt};Symbol.metadata??=Symbol("metadata"),_t.litPropertyMetadata??=new WeakMap;le=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,i=vs){if(i.state&&(i.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((i=Object.create(i)).wrapped=!0),this.elementProperties.set(e,i),!i.noAccessor){let t=Symbol(),a=this.getPropertyDescriptor(e,t,i);a!==void 0&&U3(this.prototype,e,a)}}static getPropertyDescriptor(e,i,t){let{get:a,set:h}=L3(this.prototype,e)??{get(){return this[i]},set(r){this[i]=r}};return{get:a,set(r){let c=a?.call(this);h?.call(this,r),this.requestUpdate(e,c,t)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??vs}static _$Ei(){if(this.hasOwnProperty(at("elementProperties")))return;let e=W3(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(at("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(at("properties"))){let i=this.properties,t=[...F3(i),...q3(i)];for(let a of t)this.createProperty(a,i[a])}let e=this[Symbol.metadata];if(e!==null){let i=litPropertyMetadata.get(e);if(i!==void 0)for(let[t,a]of i)this.elementProperties.set(t,a)}this._$Eh=new Map;for(let[i,t]of this.elementProperties){let a=this._$Eu(i,t);a!==void 0&&this._$Eh.set(a,i)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let i=[];if(Array.isArray(e)){let t=new Set(e.flat(1/0).reverse());for(let a of t)i.unshift(ai(a))}else e!==void 0&&i.push(ai(e));return i}static _$Eu(e,i){let t=i.attribute;return t===!1?void 0:typeof t=="string"?t:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,i=this.constructor.elementProperties;for(let t of i.keys())this.hasOwnProperty(t)&&(e.set(t,this[t]),delete this[t]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return ds(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,i,t){this._$AK(e,t)}_$ET(e,i){let t=this.constructor.elementProperties.get(e),a=this.constructor._$Eu(e,t);if(a!==void 0&&t.reflect===!0){let h=(t.converter?.toAttribute!==void 0?t.converter:rt).toAttribute(i,t.type);this._$Em=e,h==null?this.removeAttribute(a):this.setAttribute(a,h),this._$Em=null}}_$AK(e,i){let t=this.constructor,a=t._$Eh.get(e);if(a!==void 0&&this._$Em!==a){let h=t.getPropertyOptions(a),r=typeof h.converter=="function"?{fromAttribute:h.converter}:h.converter?.fromAttribute!==void 0?h.converter:rt;this._$Em=a;let c=r.fromAttribute(i,h.type);this[a]=c??this._$Ej?.get(a)??c,this._$Em=null}}requestUpdate(e,i,t,a=!1,h){if(e!==void 0){let r=this.constructor;if(a===!1&&(h=this[e]),t??=r.getPropertyOptions(e),!((t.hasChanged??bt)(h,i)||t.useDefault&&t.reflect&&h===this._$Ej?.get(e)&&!this.hasAttribute(r._$Eu(e,t))))return;this.C(e,i,t)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,i,{useDefault:t,reflect:a,wrapped:h},r){t&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,r??i??this[e]),h!==!0||r!==void 0)||(this._$AL.has(e)||(this.hasUpdated||t||(i=void 0),this._$AL.set(e,i)),a===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(i){Promise.reject(i)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[a,h]of this._$Ep)this[a]=h;this._$Ep=void 0}let t=this.constructor.elementProperties;if(t.size>0)for(let[a,h]of t){let{wrapped:r}=h,c=this[a];r!==!0||this._$AL.has(a)||c===void 0||this.C(a,void 0,h,c)}}let e=!1,i=this._$AL;try{e=this.shouldUpdate(i),e?(this.willUpdate(i),this._$EO?.forEach(t=>t.hostUpdate?.()),this.update(i)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(i)}willUpdate(e){}_$AE(e){this._$EO?.forEach(i=>i.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(i=>this._$ET(i,this[i])),this._$EM()}updated(e){}firstUpdated(e){}};le.elementStyles=[],le.shadowRootOptions={mode:"open"},le[at("elementProperties")]=new Map,le[at("finalized")]=new Map,G3?.({ReactiveElement:le}),(_t.reactiveElementVersions??=[]).push("2.1.2")});function Hs(s,e){if(!ci(s)||!s.hasOwnProperty("raw"))throw Error("invalid template strings array");return ps!==void 0?ps.createHTML(e):e}function De(s,e,i=s,t){if(e===se)return e;let a=t!==void 0?i._$Co?.[t]:i._$Cl,h=nt(e)?void 0:e._$litDirective$;return a?.constructor!==h&&(a?._$AO?.(!1),h===void 0?a=void 0:(a=new h(s),a._$AT(s,i,t)),t!==void 0?(i._$Co??=[])[t]=a:i._$Cl=a),a!==void 0&&(e=De(s,a._$AS(s,e.values),a,t)),e}var oi,fs,Mt,ps,li,ne,ni,K3,Ie,lt,nt,ci,Ms,hi,ot,us,gs,je,zs,_s,ys,di,d,T,yr,se,K,bs,Se,xs,ct,yt,qe,Oe,Ht,xt,wt,$t,ws,J3,$s,ce=x(()=>{oi=globalThis,fs=s=>s,Mt=oi.trustedTypes,ps=Mt?Mt.createPolicy("lit-html",{createHTML:s=>s}):void 0,li="$lit$",ne=`lit$${Math.random().toFixed(9).slice(2)}$`,ni="?"+ne,K3=`<${ni}>`,Ie=document,lt=()=>Ie.createComment(""),nt=s=>s===null||typeof s!="object"&&typeof s!="function",ci=Array.isArray,Ms=s=>ci(s)||typeof s?.[Symbol.iterator]=="function",hi=`[ 	
\f\r]`,ot=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,us=/-->/g,gs=/>/g,je=RegExp(`>|${hi}(?:([^\\s"'>=/]+)(${hi}*=${hi}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),zs=/'/g,_s=/"/g,ys=/^(?:script|style|textarea|title)$/i,di=s=>(e,...i)=>({_$litType$:s,strings:e,values:i}),d=di(1),T=di(2),yr=di(3),se=Symbol.for("lit-noChange"),K=Symbol.for("lit-nothing"),bs=new WeakMap,Se=Ie.createTreeWalker(Ie,129);xs=(s,e)=>{let i=s.length-1,t=[],a,h=e===2?"<svg>":e===3?"<math>":"",r=ot;for(let c=0;c<i;c++){let u=s[c],p,n,o=-1,$=0;for(;$<u.length&&(r.lastIndex=$,n=r.exec(u),n!==null);)$=r.lastIndex,r===ot?n[1]==="!--"?r=us:n[1]!==void 0?r=gs:n[2]!==void 0?(ys.test(n[2])&&(a=RegExp("</"+n[2],"g")),r=je):n[3]!==void 0&&(r=je):r===je?n[0]===">"?(r=a??ot,o=-1):n[1]===void 0?o=-2:(o=r.lastIndex-n[2].length,p=n[1],r=n[3]===void 0?je:n[3]==='"'?_s:zs):r===_s||r===zs?r=je:r===us||r===gs?r=ot:(r=je,a=void 0);let _=r===je&&s[c+1].startsWith("/>")?" ":"";h+=r===ot?u+K3:o>=0?(t.push(p),u.slice(0,o)+li+u.slice(o)+ne+_):u+ne+(o===-2?c:_)}return[Hs(s,h+(s[i]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),t]},ct=class s{constructor({strings:e,_$litType$:i},t){let a;this.parts=[];let h=0,r=0,c=e.length-1,u=this.parts,[p,n]=xs(e,i);if(this.el=s.createElement(p,t),Se.currentNode=this.el.content,i===2||i===3){let o=this.el.content.firstChild;o.replaceWith(...o.childNodes)}for(;(a=Se.nextNode())!==null&&u.length<c;){if(a.nodeType===1){if(a.hasAttributes())for(let o of a.getAttributeNames())if(o.endsWith(li)){let $=n[r++],_=a.getAttribute(o).split(ne),b=/([.?@])?(.*)/.exec($);u.push({type:1,index:h,name:b[2],strings:_,ctor:b[1]==="."?Ht:b[1]==="?"?xt:b[1]==="@"?wt:Oe}),a.removeAttribute(o)}else o.startsWith(ne)&&(u.push({type:6,index:h}),a.removeAttribute(o));if(ys.test(a.tagName)){let o=a.textContent.split(ne),$=o.length-1;if($>0){a.textContent=Mt?Mt.emptyScript:"";for(let _=0;_<$;_++)a.append(o[_],lt()),Se.nextNode(),u.push({type:2,index:++h});a.append(o[$],lt())}}}else if(a.nodeType===8)if(a.data===ni)u.push({type:2,index:h});else{let o=-1;for(;(o=a.data.indexOf(ne,o+1))!==-1;)u.push({type:7,index:h}),o+=ne.length-1}h++}}static createElement(e,i){let t=Ie.createElement("template");return t.innerHTML=e,t}};yt=class{constructor(e,i){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=i}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:i},parts:t}=this._$AD,a=(e?.creationScope??Ie).importNode(i,!0);Se.currentNode=a;let h=Se.nextNode(),r=0,c=0,u=t[0];for(;u!==void 0;){if(r===u.index){let p;u.type===2?p=new qe(h,h.nextSibling,this,e):u.type===1?p=new u.ctor(h,u.name,u.strings,this,e):u.type===6&&(p=new $t(h,this,e)),this._$AV.push(p),u=t[++c]}r!==u?.index&&(h=Se.nextNode(),r++)}return Se.currentNode=Ie,a}p(e){let i=0;for(let t of this._$AV)t!==void 0&&(t.strings!==void 0?(t._$AI(e,t,i),i+=t.strings.length-2):t._$AI(e[i])),i++}},qe=class s{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,i,t,a){this.type=2,this._$AH=K,this._$AN=void 0,this._$AA=e,this._$AB=i,this._$AM=t,this.options=a,this._$Cv=a?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,i=this._$AM;return i!==void 0&&e?.nodeType===11&&(e=i.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,i=this){e=De(this,e,i),nt(e)?e===K||e==null||e===""?(this._$AH!==K&&this._$AR(),this._$AH=K):e!==this._$AH&&e!==se&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):Ms(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==K&&nt(this._$AH)?this._$AA.nextSibling.data=e:this.T(Ie.createTextNode(e)),this._$AH=e}$(e){let{values:i,_$litType$:t}=e,a=typeof t=="number"?this._$AC(e):(t.el===void 0&&(t.el=ct.createElement(Hs(t.h,t.h[0]),this.options)),t);if(this._$AH?._$AD===a)this._$AH.p(i);else{let h=new yt(a,this),r=h.u(this.options);h.p(i),this.T(r),this._$AH=h}}_$AC(e){let i=bs.get(e.strings);return i===void 0&&bs.set(e.strings,i=new ct(e)),i}k(e){ci(this._$AH)||(this._$AH=[],this._$AR());let i=this._$AH,t,a=0;for(let h of e)a===i.length?i.push(t=new s(this.O(lt()),this.O(lt()),this,this.options)):t=i[a],t._$AI(h),a++;a<i.length&&(this._$AR(t&&t._$AB.nextSibling,a),i.length=a)}_$AR(e=this._$AA.nextSibling,i){for(this._$AP?.(!1,!0,i);e!==this._$AB;){let t=fs(e).nextSibling;fs(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},Oe=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,i,t,a,h){this.type=1,this._$AH=K,this._$AN=void 0,this.element=e,this.name=i,this._$AM=a,this.options=h,t.length>2||t[0]!==""||t[1]!==""?(this._$AH=Array(t.length-1).fill(new String),this.strings=t):this._$AH=K}_$AI(e,i=this,t,a){let h=this.strings,r=!1;if(h===void 0)e=De(this,e,i,0),r=!nt(e)||e!==this._$AH&&e!==se,r&&(this._$AH=e);else{let c=e,u,p;for(e=h[0],u=0;u<h.length-1;u++)p=De(this,c[t+u],i,u),p===se&&(p=this._$AH[u]),r||=!nt(p)||p!==this._$AH[u],p===K?e=K:e!==K&&(e+=(p??"")+h[u+1]),this._$AH[u]=p}r&&!a&&this.j(e)}j(e){e===K?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},Ht=class extends Oe{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===K?void 0:e}},xt=class extends Oe{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==K)}},wt=class extends Oe{constructor(e,i,t,a,h){super(e,i,t,a,h),this.type=5}_$AI(e,i=this){if((e=De(this,e,i,0)??K)===se)return;let t=this._$AH,a=e===K&&t!==K||e.capture!==t.capture||e.once!==t.once||e.passive!==t.passive,h=e!==K&&(t===K||a);a&&this.element.removeEventListener(this.name,this,t),h&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},$t=class{constructor(e,i,t){this.element=e,this.type=6,this._$AN=void 0,this._$AM=i,this.options=t}get _$AU(){return this._$AM._$AU}_$AI(e){De(this,e)}},ws={M:li,P:ne,A:ni,C:1,L:xs,R:yt,D:Ms,V:De,I:qe,H:Oe,N:xt,U:wt,B:Ht,F:$t},J3=oi.litHtmlPolyfillSupport;J3?.(ct,qe),(oi.litHtmlVersions??=[]).push("3.3.3");$s=(s,e,i)=>{let t=i?.renderBefore??e,a=t._$litPart$;if(a===void 0){let h=i?.renderBefore??null;t._$litPart$=a=new qe(e.insertBefore(lt(),h),h,void 0,i??{})}return a._$AI(s),a}});var mi,N,Q3,ks=x(()=>{ht();ht();ce();ce();mi=globalThis,N=class extends le{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let i=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=$s(i,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return se}};N._$litElement$=!0,N.finalized=!0,mi.litElementHydrateSupport?.({LitElement:N});Q3=mi.litElementPolyfillSupport;Q3?.({LitElement:N});(mi.litElementVersions??=[]).push("4.2.2")});var Ts=x(()=>{});var I=x(()=>{ht();ce();ks();Ts()});var G,Es=x(()=>{G=s=>(e,i)=>{i!==void 0?i.addInitializer(()=>{customElements.define(s,e)}):customElements.define(s,e)}});function w(s){return(e,i)=>typeof i=="object"?Y3(s,e,i):((t,a,h)=>{let r=a.hasOwnProperty(h);return a.constructor.createProperty(h,t),r?Object.getOwnPropertyDescriptor(a,h):void 0})(s,e,i)}var X3,Y3,vi=x(()=>{ht();X3={attribute:!0,type:String,converter:rt,reflect:!1,hasChanged:bt},Y3=(s=X3,e,i)=>{let{kind:t,metadata:a}=i,h=globalThis.litPropertyMetadata.get(a);if(h===void 0&&globalThis.litPropertyMetadata.set(a,h=new Map),t==="setter"&&((s=Object.create(s)).wrapped=!0),h.set(i.name,s),t==="accessor"){let{name:r}=i;return{set(c){let u=e.get.call(this);e.set.call(this,c),this.requestUpdate(r,u,s,!0,c)},init(c){return c!==void 0&&this.C(r,void 0,s,c),c}}}if(t==="setter"){let{name:r}=i;return function(c){let u=this[r];e.call(this,c),this.requestUpdate(r,u,s,!0,c)}}throw Error("Unsupported decorator location: "+t)}});var Vs=x(()=>{vi();});var As=x(()=>{});var We=x(()=>{});var Cs=x(()=>{We();});var js=x(()=>{We();});var Ss=x(()=>{We();});var Is=x(()=>{We();});var Ds=x(()=>{We();});var Y=x(()=>{Es();vi();Vs();As();Cs();js();Ss();Is();Ds()});function O(s,e,i){return s?e(s):i?.(s)}var Os=x(()=>{});var Ee=x(()=>{Os()});var m8,Ps,Bs=x(()=>{ce();({I:m8}=ws),Ps=s=>s.strings===void 0});var Ze,Pe,Ve,Ge=x(()=>{Ze={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Pe=s=>(...e)=>({_$litDirective$:s,values:e}),Ve=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,i,t){this._$Ct=e,this._$AM=i,this._$Ci=t}_$AS(e,i){return this.update(e,i)}update(e,i){return this.render(...i)}}});function ea(s){this._$AN!==void 0?(Tt(this),this._$AM=s,Ns(this)):this._$AM=s}function ta(s,e=!1,i=0){let t=this._$AH,a=this._$AN;if(a!==void 0&&a.size!==0)if(e)if(Array.isArray(t))for(let h=i;h<t.length;h++)dt(t[h],!1),Tt(t[h]);else t!=null&&(dt(t,!1),Tt(t));else dt(this,s)}var dt,Tt,Ns,ia,Et,Rs=x(()=>{Bs();Ge();Ge();dt=(s,e)=>{let i=s._$AN;if(i===void 0)return!1;for(let t of i)t._$AO?.(e,!1),dt(t,e);return!0},Tt=s=>{let e,i;do{if((e=s._$AM)===void 0)break;i=e._$AN,i.delete(s),s=e}while(i?.size===0)},Ns=s=>{for(let e;e=s._$AM;s=e){let i=e._$AN;if(i===void 0)e._$AN=i=new Set;else if(i.has(s))break;i.add(s),ia(e)}};ia=s=>{s.type==Ze.CHILD&&(s._$AP??=ta,s._$AQ??=ea)},Et=class extends Ve{constructor(){super(...arguments),this._$AN=void 0}_$AT(e,i,t){super._$AT(e,i,t),Ns(this),this.isConnected=e._$AU}_$AO(e,i=!0){e!==this.isConnected&&(this.isConnected=e,e?this.reconnected?.():this.disconnected?.()),i&&(dt(this,e),Tt(this))}setValue(e){if(Ps(this._$Ct))this._$Ct._$AI(e,this);else{let i=[...this._$Ct._$AH];i[this._$Ci]=e,this._$Ct._$AI(i,this,0)}}disconnected(){}reconnected(){}}});var Us=x(()=>{Rs()});var Ls=x(()=>{Ge()});var Fs=x(()=>{ce()});var fi,E,R=x(()=>{Us();Ls();Fs();fi=class extends Et{host;element;prevData={};eventData={};render(e){return K}update(e,[i]){this.element!==e.element&&(this.element=e.element),this.host=e.options?.host??this.element,this.apply(i),this.groom(i),this.prevData={...i}}apply(e){if(!e)return;let{prevData:i,element:t}=this;for(let[a,h]of Object.entries(e)){if(h===i[a])continue;let r=a.slice(1);switch(a[0]){case"@":this.eventData[r]=h,this.applyEvent(r,h);break;case".":t[r]=h;break;case"?":h?t.setAttribute(r,""):t.removeAttribute(r);break;default:h===null?t.removeAttribute(a):t.setAttribute(a,String(h));break}}}groom(e){let{prevData:i,element:t}=this;if(i)for(let[a,h]of Object.entries(i)){let r=a.slice(1);if(!e||!(a in e)&&t[r]===h)switch(a[0]){case"@":this.groomEvent(r,h);break;case".":t[r]=void 0;break;case"?":t.removeAttribute(r);break;default:t.removeAttribute(a);break}}}applyEvent(e,i){let{prevData:t,element:a}=this;this.eventData[e]=i,t[e]&&a.removeEventListener(e,this,i),a.addEventListener(e,this,i)}groomEvent(e,i){let{element:t}=this;Reflect.deleteProperty(this.eventData,e),t.removeEventListener(e,this,i)}handleEvent(e){let i=this.eventData[e.type];typeof i=="function"?i.call(this.host,e):i.handleEvent(e)}disconnected(){let{eventData:e,element:i}=this;for(let[t,a]of Object.entries(e)){let h=t.slice(1);i.removeEventListener(h,this,a)}}reconnected(){let{eventData:e,element:i}=this;for(let[t,a]of Object.entries(e)){let h=t.slice(1);i.addEventListener(h,this,a)}}},E=Pe(fi)});function Vt(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${sa}
	</svg>`}var sa,qs=x(()=>{I();R();sa=T`
	<path d="M5.688 3.5v.438H5.25v.438h-.438V1.313h-.438V.875h-.436V.438H3.5v6.125h2.625v-.438H5.25v-.438h.438v-.438h.438v-.438h.438V3.5z" fill="#b79cf8"/>
	<path d="M3.063.438v.438h-.438v.438h-.437v3.5h-.875v-.438H.438v1.75h.438v.438h2.625V.438z" fill="#ff7fc0"/>
	<path d="M3.938 0h-.875v.438h.875zm-.875.438h-.438v.438h.438z" fill="#000"/>
	<path d="M3.938.438h-.875v.438h.875zm-.875.437h-.438v.438h.438zm0 1.75h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M2.188 5.25H1.75v.438h.438z" fill="#ffa5d3"/>
	<path d="M2.625 5.25h-.437v.438h.438zm-1.75.438H.438v.438h.438zm2.625.438H.875v.438H3.5z" fill="#ff1c90"/>
	<path d="M1.75 5.688h-.437v.438h.438zm-.438-.438H.875v.438h.438zm1.313-.875V3.5h-.437v1.313h.438v1.313h.438v-1.75zm.438-3.5v1.313h-.438v.438h.438v1.313h.438V.875z" fill="#ffa5d3"/>
	<path d="M6.125 3.5h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-3.5.875h-.874v.438h.875zm-.875-.438H.438v.438h.875z" fill="#f0f0f0"/>
	<path d="M.875 5.25v-.875H.438v.875z" fill="#f0f0f0"/>
	<path d="M4.813 1.313h-.438v.438h.438z" fill="#cdbafa"/>
	<path d="M2.625 1.313h-.437v1.313h.438z" fill="#f0f0f0"/>
	<path d="M4.375.438h-.437v.438h.438zm.438.438h-.438v.438h.438zM2.625 4.814h-.437v.438h.438zm3.938 0h-.438v.438h.438zm-.875.438v.438H5.25v.438h.875v-.875zm.438.875v.438H.875v.438h5.688v-.875zM.875 6.125H.438v.438h.438zM7 3.062H5.687V3.5H7zm-5.687.876H0v.438h1.313z" fill="#000"/>
	<path d="M.438 6.125V3.938H0v2.188zm6.563-1.313V3.5h-.438v1.313zM2.625.875h-.437v.438h.438zm-.875.438v3.063h-.437v.438h.875V1.313zm3.5 2.188V1.313h-.438v3.063h.438v-.438h.438V3.5z" fill="#000"/>
	<path d="M3.938.875H3.5v.875h.438zm.438 1.75V1.75h-.438V3.5h.438v.438h.438V2.625zm.875 1.75h-.438v.438h.438zm-1.313 0H3.5v1.313h.438zm.875 1.313h-.438v.438h.438zm0-.875h-.438v.438h.438zm.438.438h-.438v.438h.438z" fill="#cdbafa"/>
	<path d="M5.25 6.125v-.438h-.438v.438H3.5v.438h2.625v-.438zm.438-.875H5.25v.438h.438zm.438-.438h-.438v.438h.438z" fill="#816bee"/>
`});function At(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${aa}
	</svg>`}var aa,Ws=x(()=>{I();R();aa=T`
	<path d="M4.375 1.75v-.437h-.437V.438h-.875v.875h-.438v.438h-.437v.438h.438v.438h.438v.438h.875v-.44h.438v-.437h.438V1.75z" fill="#47baff"/>
	<path d="M4.375 5.25v.438h-.437v.875h-.875v-.875h-.438V5.25h-.437v-.438h.438v-.438h.438v-.436h.875v.438h.438v.438h.438v.438z" fill="#ff2c52"/>
	<path d="M3.063 0v.438h.875V0z" fill="#000"/>
	<path d="M3.063.438v.438h.875V.438z" fill="#f0f0f0"/>
	<path d="M3.063 2.625v.438h.875v-.438z" fill="#4282d8"/>
	<path d="M3.063.438h-.438v.875h.438zM.438 3.063H0v.875h.438zm.875 0v-.438H.438v.438zm1.313-1.75h-.438v.438h.438z" fill="#000"/>
	<path d="M2.625 1.75h-.437v.438h.438zm.438-.438h-.438v.438h.438zm0 2.625v.438h.875v-.437z" fill="#f0f0f0"/>
	<path d="M3.063 6.125v.438h.875v-.438zm0-.875h-.438v.438h.438zm-.438-.438h-.437v.438h.438z" fill="#be0351"/>
	<path d="M3.063 4.375h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.938 5.688h.438V5.25h-.438zm.438-.438h.438v-.438h-.438zm-.438-.438h.438v-.438h-.438z" fill="#be0351"/>
	<path d="M3.5 1.75h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M4.375 2.188h-.437v.438h.438zm.438-.438h-.438v.438h.438z" fill="#4282d8"/>
	<path d="M5.25 4.375h.438v-.437h.875v-.875h-.875v-.438H5.25v-.437h-.438v.438h-.438v.438h-.436v.875h.438v.438h.438v.438h.438z" fill="#C7C7C7"/>
	<path d="M6.563 3.063h-.438v.875h.438z" fill="#707070"/>
	<path d="M5.25 2.625v-.437h-.438v.438zm-.438.438v-.438h-.438v.438z" fill="#fff"/>
	<path d="M4.813 4.375v-.437h-.438v.438zm-.438-.438V3.5h-.437v.438zm1.313.438v-.437H5.25v.438zm-.438.438v-.438h-.438v.438z" fill="#707070"/>
	<path d="M1.75 4.375h-.437v-.437H.438v-.875h.875v-.438h.438v-.437h.438v.438h.438v.438h.438v.875h-.44v.438h-.437v.438H1.75z" fill="#C7C7C7"/>
	<path d="M.438 3.938h.438v-.875H.438z" fill="#fff"/>
	<path d="M2.625 3.938h.438v-.875h-.438z" fill="#707070"/>
	<path d="M2.188 2.625v-.437H1.75v.438zm-.438.438v-.438h-.437v.438zm.438.438v-.438H1.75v.438z" fill="#fff"/>
	<path d="M2.625 4.375v-.437h-.437v.438zm-.438.438v-.438H1.75v.438z" fill="#707070"/>
	<path d="M2.188 1.75H1.75v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.439v.438h.438zm.875.438h-.876v.875h.875zm.438.875h-.439v.438h.438zm.438.438h-.438v.438h.438zM1.75 2.188h-.437v.438h.438zm2.188 4.813v-.438h-.875v.438zm-.875-1.313h-.438v.875h.438zM.438 3.938v.438h.875v-.438zm2.188 1.313h-.438v.438h.438zm-.438-.438H1.75v.438h.438zm-.438-.438h-.437v.438h.438zm2.188-3.063h.438V.438h-.438zm2.625 2.625h.438v-.874h-.438zm0-.875v-.437h-.875v.438zM4.375 1.749h.438v-.436h-.438zm.438.438h.438V1.75h-.438zm-.438.438h.438v-.437h-.438zm-.437.438h.438v-.438h-.438zM2.625 4.376h.438v-.438h-.438zm-.438.438h.438v-.438h-.437z" fill="#000"/>
	<path d="M4.813 2.188h.438V1.75h-.438zm.438.438h.438v-.438h-.438zM3.938 6.564h.438v-.875h-.438zm1.75-2.625v.438h.875v-.439zm-1.313 1.75h.438v-.438h-.438zm.438-.438h.438v-.438h-.438zm.438-.438h.438v-.438h-.438z" fill="#000"/>
`});function Ct(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ra}
	</svg>`}var ra,Zs=x(()=>{I();R();ra=T`
	<path d="M6.125 3.063v-.438h-.438v.438H4.374v-.438h-.436V1.313h.438V.875H3.063v1.75h-.438v.438H.438v.875h.438v.438h.438v-.438h1.313v.438h.438v1.313h-.44v.438h.438v.438h.875v-.438h.438v-.438h-.438V4.376h.438v-.438h1.313v.438h.438v-.438h.438v-.875z" fill="#ffb84b"/>
	<path d="M3.938 0h-.875v.438h.875zM2.625.875H1.313v.438h1.313zm-1.312.438H.875v1.313h.438zm1.75 0h-.438v1.313h.438zm1.313 0h-.438v1.313h.438zm1.75 0h-.438v1.313h.438zM5.688.875H4.375v.438h1.313zm-3.063 1.75H1.313v.438h1.313zm3.063 0H4.375v.438h1.313zM3.063.438h-.438v.438h.438z" fill="#000"/>
	<path d="M2.625 1.313h-.437v.438h.438zm-.437.437H1.75v.438h.438zm3.5-.438H5.25v.438h.438zm-.438.438h-.438v.438h.438zm.438 2.625H5.25v.438h.438zm-.438.438h-.438v.438h.438zm-2.625-.438h-.437v.438h.438zm-.438.438H1.75v.438h.438z" fill="#57595f"/>
	<path d="M4.375.438h-.437v.438h.438zM.438 3.063H0v.875h.438z" fill="#000"/>
	<path d="M2.188 1.75v.438h-.875v.438h1.313V1.75zm3.063 0v.438h-.875v.438h1.313V1.75zM2.188 4.813v.438h-.875v.438h1.313v-.875zm3.063 0v.438h-.875v.438h1.313v-.875z" fill="#35363a"/>
	<path d="M.875 3.938H.438v.438h.438zm0-1.313H.438v.438h.438zM7 3.063h-.438v.875H7z" fill="#000"/>
	<path d="M6.563 3.063h-.438v.875h.438z" fill="#ba3500"/>
	<path d="M.875 3.063H.438v.875h.438z" fill="#f0f0f0"/>
	<path d="M6.563 2.625h-.438v.438h.438zm0 1.313h-.438v.438h.438z" fill="#000"/>
	<path d="M6.125 3.938h-.438v.438h.438zm-3.062 0h-.438v.438h.438zm-1.75 0H.875v.438h.438zm3.063 0h-.438v.438h.438z" fill="#ba3500"/>
	<path d="M3.938 6.563h-.875v.438h.875zm-1.313-.875H1.313v.438h1.313zM1.312 4.375H.875v1.313h.438zm1.75 0h-.437v1.313h.438zm1.313 0h-.437v1.313h.438zm1.75 0h-.438v1.313h.438zm-.438 1.313H4.374v.438h1.313zm-3.062-1.75H1.313v.438h1.313zm3.063 0H4.375v.438h1.313z" fill="#000"/>
	<path d="M2.625 3.5H1.313v.438h1.313zm3.063 0H4.375v.438h1.313z" fill="#ba3500"/>
	<path d="M3.063 6.125h-.438v.438h.438zm1.313 0h-.438v.438h.438z" fill="#000"/>
	<path d="M3.938 6.125h-.875v.438h.875z" fill="#ba3500"/>
	<path d="M3.938.438h-.875v.438h.875zm-.875.437h-.438v.438h.438V.438Z" fill="#f0f0f0"/>
	<path d="M4.375 5.688h-.437v.438h.438z" fill="#ba3500"/>
	<path d="M2.188 1.313h-.875v.875h.438V1.75h.438zm3.063 0h-.875v.875h.438V1.75h.438zM2.188 4.376h-.875v.875h.438v-.438h.438zm3.063 0h-.875v.875h.438v-.438h.438z" fill="#d8d8d8"/>
	<path d="M3.938 2.188V1.75H3.5V.875h-.437v1.313zm0 .438H3.5v.438h-.437v.438h-.438v.438h.438v.875h.438v1.313h.438v-1.75H3.5V3.5h.875v-.437h-.437zm2.188.438h-.438v.438h.438zm-3.063-.439h-.438v.438h.438zm-1.75.438H.875v.438h.438zm.875 0H1.75v.438h.438z" fill="#fd6214"/>
`});function jt(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ha}
	</svg>`}var ha,Gs=x(()=>{I();R();ha=T`
	<path d="M5.688 2.625V1.75H5.25V.438h-.438v.438h-.438v.438h-.436v.438H3.5v.438H1.313v.438H.875v.875H.438v1.75h.438v.438h.438v.438h.438v.438h3.5v-.438h.438v-.438h.438V2.625z" fill="#fd6214"/>
	<path d="M0 3.5v1.75h.438V3.5zm6.563.438v1.313h.438V3.938zm-.438-1.313v1.313h.438V2.625zm-.438-.875v.875h.438V1.75z" fill="#000"/>
	<path d="M6.125 3.938v1.313h.438V3.938zm-.438-1.313v1.313h.438V2.625zm-.438-.875v.875h.438V1.75z" fill="#ba3500"/>
	<path d="M.438 2.625V3.5h.438v-.875zm2.625-1.313h-.438v.438h.438zm.875 0H3.5v.438h.438zM3.5 1.75h-.437v.438h.438zm-2.625.438v.438h.438v-.438zM.437 5.251v.438h.438v-.438zm.438.438v.438h.438v-.438zm.438.438v.438h.438v-.438zm4.813-.875v.438h.438v-.438zm-.438.438v.438h.438V5.69zm-.438.438v.438h.438v-.438zm-3.5.438v.438h3.5v-.438zM1.313 1.75v.438h.438V1.75zm.438-.438v.438h.438v-.437zm.438-.438v.438h.438V.875zm1.75 0v.438h.438V.875zm.438-.438v.438h.438V.438zm.438-.438v.438h.438V0z" fill="#000"/>
	<path d="M4.813.438v.438h.438V.438zm-.438.438v.438h.438V.875zm-.437.437v.438h.438v-.438zM3.5 1.75v.438h.438V1.75zm-1.312-.437v.438h.438v-.438zm-.438.437v.438h.438V1.75zm.875 0v.438h.438V1.75z" fill="#f0f0f0"/>
	<path d="M2.188 1.75v.438h.438V1.75z" fill="#fd6214"/>
	<path opacity=".5" d="M4.813 1.75v.438h.438V1.75zm.438 2.188V3.5h-.438v-.875h-.438v.438h-.437v.438H2.625v-.438h-.437v.875h-.875v.875h.438v.875h.438v.438h2.625v-.438h.438v-.875h.438v-.875z" fill="#fff"/>
	<path d="M1.313 2.188v.438h.438v-.438zm-.438.437V3.5h.438v-.875zm.875.875v.438h.438V3.5z" fill="#f0f0f0"/>
	<path d="M.875 5.25v.438h.438V5.25zm.438.438v.438h.438v-.438zm3.938 0v.438h.438v-.438zm.438-.438v.438h.438V5.25zm-3.938.875v.438h3.5v-.438z" fill="#ba3500"/>
	<path d="M.438 3.5v.875h.438V3.5zm4.375.875h-.438v-.437h-1.75v.438h-.437v.875h.438v.438h1.75v-.438h.438z" fill="#f0f0f0"/>
	<path d="M5.25.438v1.313h.438V.438z" fill="#000"/>
`});function St(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${oa}
	</svg>`}var oa,Ks=x(()=>{I();R();oa=T`
	<path d="M6.563.875h-.438V.438H4.812v1.313h-.438V.875h-.436V.438h-.875v.438h-.438v.875h-.437V.438H.875v.438H.438v1.75h.438v.438h.875v.438h.438v.875h.438v.438h.438v.438h.875v-.438h.438v-.438h.438V3.5h.438v-.437h.875v-.438h.438z" fill="#ff7fc0"/>
	<path d="M3.938 0h-.875v.438h.875zm-1.75 0H.875v.438h1.313zm3.938 0H4.813v.438h1.313zm.438.438h-.438v.438h.438zm.438.438h-.438v1.75h.438zM4.377.438h-.439v.438h.438v.875h.438V.438zm-2.189 0v1.313h.438V.875h.438V.438zm-1.313 0H.438v.438h.438zM.438.875H0v1.75h.438zm.438 1.75H.438v.438h.438zm.875.438H.875v.438h.875zm4.375 0h-.875v.438h.875zm.438-.438h-.438v.438h.438zM5.251 3.938V3.5h-.438v.875h1.75v-.437zM1.75 3.5v.438H.438v.438h1.75V3.5zm-1.313.875H0v1.75h.438zm.438 1.75H.438v.438h.438zm5.25.438H.875v.438h5.25zm.438-.438h-.438v.438h.438zm.438-1.75h-.438v1.75h.438zm-4.376 0h-.437v.438h.438zm.438.438h-.438v.438h.438zm1.313 0h-.438v.438h.438zm.438-.438h-.438v.438h.438zm-.875.875h-.876v.438h.875z" fill="#000"/>
	<path d="M4.813 4.375v.438h-.438v.438h-.437v.438h-.875v-.438h-.438v-.438h-.437v-.438H.438v1.75h.438v.438h5.25v-.438h.438v-1.75z" fill="#6be473"/>
	<path d="M1.75 5.25h-.437v.438h.438zm-.438-.438H.875v.438h.438zM5.25 6.125v-.438h-.438v.438h-.874v-.438h-.875v.438h-.875v-.438H1.75v.438H.875v.438h5.25v-.438zm.438-.875H5.25v.438h.438zm.438-.438h-.438v.438h.438zm.438.875h-.438v.438h.438z" fill="#008456"/>
	<path d="M2.625 3.938h-.437v.438h.438zm.438.438h-.438v.438h.438zm1.313 0h-.438v.438h.438zm.438-.438h-.438v.438h.438zm.438-.875h-.438v.438h.438zm.875-.438h-.438v.438h.438zm.438-.875h-.438v.875h.438zM3.94 4.813h-.877v.438h.875z" fill="#ff1c90"/>
	<path d="M4.375 5.25h-.437v.438h.438zm.438-.438h-.438v.438h.438zm.438-.438h-.438v.438h.438zm-4.813.001v.875h.438v-.438h1.313v-.438zm.438-3.5H.438v.875h.438zM2.189.437H.875v.438h1.313zm.875.438h-.439v.438h.438zm.875-.438h-.876v.438h.875zm1.313 0h-.438v.875h.438V.875h.875V.438z" fill="#f0f0f0"/>
`});function It(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${la}
	</svg>`}var la,Js=x(()=>{I();R();la=T`
	<path d="M3.063.875v.438h.875V.875zm.875-.438v.438h1.75V.438zm1.75.438v.438h.438V.875zm.438.438v.438h.438v-.438zm.438.438v2.188h.438V1.75zm-.438 2.188v.875h.438v-.876zm-.438.875v.438h.438v-.438zm-.875.438v.438h.875v-.438zm-.875.438v.438h.875V5.69zm-.875.438v.438h.875v-.438z" fill="#000"/>
	<path d="M6.563 1.75h-.438v-.437h-.438V.875H3.938v.438h-.875V.875h-1.75v.438H.875v.438H.438v2.188h.438v.875h.438v.438h.875v.438h.875v.438h.875V5.69h.875v-.438h.875v-.438h.438v-.876h.438z" fill="#ff7fc0"/>
	<path d="M6.563 1.75h-.438v2.188h.438zm-.438 2.188h-.438v.875h.438zm-4.812 0H.875v.875h.438zm4.375.875h-.875v.438h.875zm-.875.438h-.875v.438h.875zm-.875.438h-.875v.438h.875zm-.875-.438h-.875v.438h.875zm-.875-.438h-.875v.438h.875z" fill="#ff1b90"/>
	<path d="M1.313.438v.438h1.75V.438zM.875.875v.438h.438V.875zm-.437.438v.438h.438v-.438zM0 1.75v2.188h.438V1.75zm.438 2.188v.875h.438v-.875zm.438.875v.438h.438v-.438zm.438.438v.438h.875v-.438zm.875.438v.438h.875v-.438z" fill="#000"/>
	<path d="M1.313.875v.438h1.75V.875zm2.625 0v.438h1.75V.875zm-.875.438v.438h.875v-.438z" fill="#f0f0f0"/>
	<path opacity=".6" d="M4.813 2.625v-.437h-.875v.438h-.875v-.438h-.875v.438H1.75v1.313h.438v.438h.879v.438h.875v-.438h.871v-.439h.438V2.625z" fill="#fff"/>
	<path d="M5.688 1.313v.438h.438v-.438zm-4.813 0v.438h.438v-.438zm.438.438v.438h.438V1.75zM.438 1.75v.875h.438V1.75z" fill="#f0f0f0"/>
`});function Dt(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${na}
	</svg>`}var na,Qs=x(()=>{I();R();na=T`
	<path d="M6.125 2.625v.438H4.812v-.438h-.438v-.437h-.436V.875h.438V.438H.438v.438h.875v.438h.438v.438h.875v.875h-.438v.438H1.75v.875h-.437v.875H.875v.875H.438v.875h1.313v-.438h.875v-.438h.438v-.438h.438v-.438h.875v-.438h.438v-.437h.438v.438h.438v.438h.438v.438h.438V2.625z" fill="#ffe361"/>
	<path d="M6.125 0H4.812v.438h1.313zM1.75 6.563H.438v.438h1.313zm.875-.438H1.75v.438h.875zM1.313.875H.438v.438h.875zm.438.875v.438h.438v.438h.438V1.75zm0 1.313h-.438v.875h.438zm-.438.875H.875v.875h.438zm-.438.875H.438v.875h.438zm-.438.875H0v.875h.438zm3.938-.875H3.5v.438h.875zm0-4.813H.438v.438h3.938z" fill="#000"/>
	<path d="M4.375.438H.438v.438h3.938z" fill="#f0f0f0"/>
	<path d="M6.125 2.625H4.812v.438h1.313zM4.812.437h-.438v.438h.438z" fill="#000"/>
	<path d="M4.813.875h-.438v.875h.438zM6.126.437H4.813v.438h1.313z" fill="#f0f0f0"/>
	<path d="M6.125 2.188H4.812v.438h1.313z" fill="#ba3500"/>
	<path d="M.438.438H0v.438h.438zm1.313.875h-.438v.438h.438zm.438 1.313H1.75v.438h.438zM6.564.438h-.438v.438h.438zm.438.438h-.438v1.313h.438z" fill="#000"/>
	<path d="M6.563.875h-.438v1.313h.438z" fill="#ba3500"/>
	<path d="M7 2.625h-.438V5.25H7z" fill="#000"/>
	<path d="M6.563 2.625h-.438V5.25h.438z" fill="#ffb84b"/>
	<path d="M6.563 2.188h-.438v.438h.438zM4.375.875h-.437v1.313h.438zm.438 1.313h-.438v.438h.438z" fill="#000"/>
	<path d="M4.813 1.75h-.438v.438h.438z" fill="#ba3500"/>
	<path d="M3.063 5.688h-.438v.438h.438z" fill="#000"/>
	<path d="M4.375 3.063v.438h-.437v.438H3.5v.438h-.437v.438h-.438v.438h-.437v.438H1.75v.438h.875v-.438h.438v-.438h.438v-.438h.875v-.438h.438V3.063zM1.75 6.126h-.437v.438h.438z" fill="#ffb84b"/>
	<path d="M3.5 5.25h-.437v.438h.438z" fill="#000"/>
	<path d="M2.188 3.063H1.75v.438h.438zm.438-.438h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.063 2.188h-.438v.438h.438zm.438-.438h-.438v.438h.438z" fill="#ffb84b"/>
	<path d="M2.625 3.5h-.437v.438h.438zm-.875.438h-.437v.438h.438zm-.438.875H.875v.438h.438zm-.438.875H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M4.813 4.375h-.438v.438h.438zm.438-.438h-.438v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.438v.438h.438z" fill="#000"/>
	<path d="M6.125.875H4.812v1.313h1.313z" fill="#fd6214"/>
`});function Ot(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ca}
	</svg>`}var ca,Xs=x(()=>{I();R();ca=T`
	<path d="M6.563 0.876V0.437H3.937v0.437H1.313v2.187H0.437v2.187h5.25v-2.186h0.876z" fill="#bcef42"/>
	<path d="M4.813 5.687v-0.437H2.187v0.437z" fill="#7fb134"/>
	<path d="M6.563 0.876V0.437H3.937v0.437zm-2.626 0.437V0.876H2.187v0.437z" fill="#fff"/>
	<path d="M1.313 4.813v0.437h0.876v-0.437zm4.376 -0.437h-0.437v0.876h0.437zm0.876 -2.187h-0.437v0.876h0.437zm-0.437 0.876h-0.437v1.313h0.437z" fill="#7fb134"/>
	<path d="M7 0.437h-0.437v2.626H7z" fill="#000"/>
	<path d="M1.313 3.937H0.876v2.626h0.437z" fill="#4a8359"/>
	<path d="M6.563 0H3.937v0.437h2.626zM4.813 5.687H2.187v0.437h2.626zM3.937 0.437H2.187v0.437h1.75zM2.187 0.876h-0.874v0.437h0.876zm-0.874 0.437H0.876v0.876h0.437zM0.437 3.063H0v2.187h0.437v1.313h0.437V5.25H0.437zh0.437v-0.876H0.437zm5.25 2.187h-0.876v0.437h0.876zm0.437 -0.876h-0.437v0.876h0.437zh0.437V3.063h-0.437zM1.75 5.687h0.437v-0.437h-0.874v1.313h0.437zm-0.437 0.876H0.876V7h0.437z" fill="#000"/>
	<path d="M0.876 3.063h0.437v-0.876H0.876zm-0.438 0.874h0.437v-0.874H0.437zm1.75 -2.626h-0.874v0.876h0.437v-0.437h0.437z" fill="#fff"/>
	<path d="M1.75 3.5h0.876v-0.437h-0.876zm0.876 -0.437h0.876v-0.437h-0.876zm0.876 -0.437h0.876v-0.438H3.5zm0.876 -0.437h0.437v-0.438h-0.437zm0.437 -0.437h0.437v-0.438H4.814z" fill="#4a8359"/>
	<path d="M2.187 1.75v0.437h0.437v-0.437z" fill="#fff"/>
	<path d="M1.313 3.5v0.437h0.437V3.5z" fill="#4a8359"/>
`});function Pt(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${da}
	</svg>`}var da,Ys=x(()=>{I();R();da=T`
	<path d="M2.188 2.625H1.75v.438H.875v.875H3.5v.875h-.437v.438h-.438v.438h-.437v.438H1.75v.438h.875v-.438h.438v-.438h.438v-.438h.438v-.438h.875v-.438h.438v-.437h.875v-.875H3.063v-.438h.438v-.437h.438V1.75h.438v-.437H3.5v.438h-.437v.438h-.875z" fill="#ffe361"/>
	<path d="M.438 3.063H0v.875h.438z" fill="#000"/>
	<path d="M.875 3.063H.438v.875h.438z" fill="#f0f0f0"/>
	<path d="M7 3.063h-.438v.875H7zm-5.687-.438H.438v.438h.875zm1.313-.875H1.75v.438h.875zm-.876.438h-.437v.438h.438z" fill="#000"/>
	<path d="M1.75 2.625h-.437v.438h.438zm.438-.438H1.75v.438h.438zm.438.438h-.438v.438h.438zm.438-.875h-.439v.438h.438zm.438-.438h-.439v.438h.438zm0 3.063h-.439v.438h.438zm-.438.438h-.439v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438H1.75v.438h.438zm-.438.438h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M5.25.875h-.438v.438h.438zm.438 3.063H5.25v.438h.438zm-.438.438h-.438v.438h.438zm-.875.438h-.437v.438h.438zm-.438.438H3.5v.438h.438zm2.625-1.75h-.438v.438h.438z" fill="#ffb84b"/>
	<path d="M6.563 3.063h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M4.813 1.313h-.438v.438h.438zm-.438.438h-.437v.438h.438zm-.437.437H3.5v.438h.438zm-.438.437h-.437v.438h.438z" fill="#ffb84b"/>
	<path d="M4.375.875h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.938.875h-.875v.438h.875zm-.875.438h-.438v.438h.438zM5.688 0H4.375v.438h1.313z" fill="#000"/>
	<path d="M5.688.438H4.375v.438h1.313z" fill="#f0f0f0"/>
	<path d="M6.563 2.625H3.5v.438h3.063zM4.375.437h-.437v.438h.438zm1.75 0h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.435v.438h.438zm2.188 1.75h-.875v.438h.875zm-1.313.875h-.875v.438h.875zm.438-.438h-.438v.438h.438zm-1.75 1.313h-.873v.438h.875zm.438-.438h-.436v.438h.438zm-1.75 1.313H1.313v.438h1.313zm.875-2.625H.438v.438h3.063zm-.438 2.188h-.436v.438h.438zm-1.75 0H.875v.438h.438zm.438-.438h-.436v.438h.438zm.438-.438H1.75v.438h.438zm.438-.438h-.437v.438h.438zm.438-.438h-.438v.438h.438z" fill="#000"/>
	<path d="M4.813.875h-.438v.438h.438z" fill="#ffe361"/>
`});function Bt(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ma}
	</svg>`}var ma,e3=x(()=>{I();R();ma=T`
	<path d="M6.125 1.75v-.437H5.25V.438H3.5v.438h-.437v.438h-.438V.875H1.313v.438H.875v1.75H.438v1.313h.438v-.438h.438V3.5h2.188v-.875h.438v-.437h2.188v.438h.438V1.75z" fill="#b79cf8"/>
	<path d="M3.938 2.625v.438H3.5v.875h.438v.875h.875v.438h1.313v-.438h.438V2.625z" fill="#9af4dc"/>
	<path d="M1.75 4.375v1.75h.438v.438h1.313v-.438h.438v-1.75z" fill="#9af4dc"/>
	<path d="M3.5 6.125H2.188v.438h1.313zm2.625-1.313H4.812v.438h1.313zm.438-.438h-.438v.438h.438zM3.938 5.687H3.5v.438h.438z" fill="#6c9ca6"/>
	<path d="M3.938 3.063H3.5v.438h.438zm.875.438h-.438v.438h.438zm1.313-.875H3.938v.438h2.188z" fill="#f0f0f0"/>
	<path d="M3.5.438h-.437v.438h.438zm3.063.875h-.438v.438h.438zm-.438 2.188h-.438v.875h.438zm-2.187-.876H3.5v.438h.438z" fill="#000"/>
	<path d="M3.938 2.188H3.5v.438h.438z" fill="#816bee"/>
	<path d="M1.313 3.938H.875v.438h.438zm1.75 1.75h-.438v.438h.438zm-.438-.438h-.437v.438h.438z" fill="#000"/>
	<path d="M2.625 5.25h-.437v.438h.438zm3.063-.875H5.25v.438h.438zm-.438-.438h-.438v.438h.438zM2.187 6.125H1.75v.438h.438zm1.75 0H3.5v.438h.438zM.874 4.375H.438v.438h.438zm.438 1.75H.875v.438h.438zm-.438.438H.438v.438h.438zM6.563 1.75v.875h-.438v.438h.438v1.75h.438V1.75zM5.688.875V.438H5.25v.875h.875V.875zM2.625.438H1.313v.438h1.313zm3.063 2.625H4.375v.438h1.313zM3.063 4.376H1.75v.438h1.313zm.438 2.188H2.188v.438h1.313zM3.063.875h-.438v.438h.438zm-1.75 0H.875v.438h.438z" fill="#000"/>
	<path d="M2.625.875H1.313v.438h1.313zm.438.438h-.438v.438h.438zm-1.313.875h-.437v.438h.438zm-.875.875H.438v.438h.438zm.438-1.75H.875v.438h.438z" fill="#f0f0f0"/>
	<path d="M6.125 5.25H4.812v.438h1.313zm-1.75-.438V3.5h-.437v.438H3.5v.438h.438v1.75h.438v-.875h.438v-.438zm2.188 0h-.438v.438h.438zM.875 1.313H.438v1.75h.438zm-.437 1.75H0v1.313h.438zm1.313 1.75h-.438v1.313h.438zm1.75 0h-.438v.875h.438zm-3.063 0H0v1.75h.438zM5.25 0H3.5v.438h1.75z" fill="#000"/>
	<path d="M3.5.875h-.437v.438h.438zM5.25.437H3.5v.438h1.75z" fill="#f0f0f0"/>
	<path d="M6.125 2.188H3.938v.438h2.188z" fill="#000"/>
	<path d="M6.125 1.75v-.437h-.438v.438H3.938v.438h2.188v.438h.438V1.75z" fill="#816bee"/>
	<path d="M2.188 4.813H1.75v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.063 2.625v.438h-1.75v.438h2.188v-.876z" fill="#816bee"/>
	<path d="M3.063 3.063v.438h-1.75v.438h2.188v-.876z" fill="#000"/>
	<path d="M1.313 3.5H.875v.438h.438zm-.438.438H.438v.438h.438z" fill="#816bee"/>
	<path d="M1.313 3.938v.438H.875v.438H.438v1.75h.438v-.438h.438V4.813h.438v-.438h1.75v-.437z" fill="#9af4dc"/>
	<path d="M1.313 4.375H.875v.438h.438zm-.438.438H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M1.313 5.688H.875v.438h.438zm-.438.438H.438v.438h.438z" fill="#6c9ca6"/>
	<path d="M3.5 3.938H1.313v.438h2.188z" fill="#f0f0f0"/>
`});function Nt(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${va}
	</svg>`}var va,t3=x(()=>{I();R();va=T`
	<path d="M6.125 2.188v-.875h-.438V.875h-.438V.438h-.875v.438h.438v.438h.438v1.75h-.438v.438h-.438v.438H2.625V3.5h-.437v-.437H1.75v-1.75h.438V.875h.438V.438H1.75v.438h-.437v.438H.875v.875H.438v2.625h.438v.875h.438v.438h.875v.438h2.625v-.438h.875v-.438h.438v-.875h.438V2.188z" fill="#b79cf8"/>
	<path d="M2.625 0H1.75v.438h.875zM.875 1.313H.438v.875h.438zm1.313 0H1.75v1.75h.438zm2.188 2.188H2.625v.438h1.75z" fill="#000"/>
	<path d="M4.375 3.938h-1.75v.438h1.75z" fill="#f0f0f0"/>
	<path d="M.438 2.188H0v2.625h.438zm4.375 4.375H2.188v.438h2.625z" fill="#000"/>
	<path d="M.875 4.375H.438v.438h.438zm4.813.875h-.875v.438H2.188V5.25h-.875v-.438H.875v.875h.438v.438h.875v.438h2.625v-.438h.875v-.438h.438v-.875h-.438zm.875-.875h-.438v.438h.438z" fill="#816bee"/>
	<path d="M1.75.438h-.437v.438h.438zm-.437.437H.875v.438h.438z" fill="#000"/>
	<path d="M2.625.438H1.75v.438h.875zM1.75.875h-.437v.438h.438zm-.437.438H.875v.438h.438zm-.438.875H.438v.438h.438zm.438.438H.875v.438h.438zm.875.438H1.75v.438h.438zm.438.438h-.438v.438h.438zm2.625-.438h-.438v.438h.438zM4.813.439h-.438v.438h.438zm0 3.063h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.063.438h-.438v.438h.438zm-.438.437h-.437v.438h.438zm0 2.188h-.437v.438h.438zm-1.75 1.75H.438v.875h.438zm.438.875H.875v.438h.438zM5.251 0h-.875v.438h.875zm.438 6.125h-.875v.438h.875zm-3.5 0h-.876v.438h.875zm4.374-4.812h-.438v.875h.438zm-1.313 0h-.438v1.75h.438zM7 2.188h-.438v2.625H7zM5.687.438h-.438v.438h.438zm.438.438h-.438v.438h.438zM4.375.438h-.437v.438h.438zm.438.438h-.438v.438h.438zm0 2.188h-.438v.438h.438zm1.75 1.75h-.438v.875h.438zm-.438.875h-.438v.438h.438z" fill="#000"/>
	<path d="M2.188.875H1.75v.438h.438z" fill="#b79cf8"/>
`});function Rt(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${fa}
	</svg>`}var fa,i3=x(()=>{I();R();fa=T`
	<path d="M4.813 5.25v-.875h-.438v-.437h-1.75v.438h-.437v.875H1.75v1.313h3.5V5.251z" fill="#ffe361"/>
	<path d="M6.125 1.313V.875H5.25V.438h-3.5v.438H.875v.438H.438v2.625h.438v.438h.875v-.439h3.5v.438h.875v-.438h.438V1.313z" fill="#ff2c52"/>
	<path d="M5.25 0h-3.5v.438h3.5z" fill="#000"/>
	<path d="M5.25.438h-3.5v.438h3.5zm-3.5.437H.875v.438h.875zm4.375 0H5.25v.438h.875z" fill="#fff"/>
	<path d="M5.25 6.563h-3.5v.438h3.5zM.438 1.313H0v2.625h.438zM1.751.438H.875v.438h.875z" fill="#000"/>
	<path d="M.875 3.063v-1.75H.438v2.625h.875v-.875z" fill="#fff"/>
	<path d="M6.563 1.313h-.438v2.625h.438z" fill="#be0351"/>
	<path d="M6.563 2.625h-.875V3.5h.875zM5.25.875h-.875v.875h.875z" fill="#fff"/>
	<path opacity=".5" d="M6.563 2.625h-.438V3.5h.438z" fill="#be0351"/>
	<path d="M4.375 3.063h-1.75v.438h1.75zm.875.438h-.875v.438h.875zM2.625 3.5H1.75v.438h.875z" fill="#be0351"/>
	<path d="M2.625 4.375h-.437v.875h.438z" fill="#fff"/>
	<path d="M4.813 4.375h-.438v.875h.438zm0 .875v.875H1.75v.438h3.5V5.25z" fill="#ffb84b"/>
	<path d="M2.188 5.25H1.75v.875h.438z" fill="#fff"/>
	<path d="M1.75 3.938H.875v.438h.875zm4.375 0H5.25v.438h.875z" fill="#be0351"/>
	<path d="M3.5 2.625h-.875V3.5H3.5z" fill="#fff"/>
	<path opacity=".5" d="M3.5 3.063h-.875v.438H3.5z" fill="#be0351"/>
	<path d="M4.375 3.5h-1.75v.438h1.75z" fill="#000"/>
	<path d="M4.375 3.938h-1.75v.438h1.75z" fill="#fff"/>
	<path d="M.875.875H.438v.438h.438z" fill="#000"/>
	<path d="M2.188 1.313H1.75v.438h.438z" fill="#fff"/>
	<path d="M1.75 5.25h-.437v1.313h.438zm.438-.875h.438v-.437H1.75v.438H.875v.438h.875v.438h.438zM.875 3.938H.438v.438h.438zM7 1.313h-.438v2.625H7zM6.125.438H5.25v.438h.875zm.438.438h-.438v.438h.438zm-.438 3.5H5.25v-.438h-.875v.438h.438v.875h.438v1.313h.438V5.251h-.438v-.438h.875zh.438v-.438h-.438z" fill="#000"/>
`});function Ut(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${pa}
	</svg>`}var pa,s3=x(()=>{I();R();pa=T`
	<path d="M6.125 3.063v-.438H5.25v-.437h-.438V1.75h-.438V.875h-.436V.438h-.875v.438h-.438v.875h-.437v.438H1.75v.438H.875v.438H.438v.875h.438v.438h.875v.438h.438v.438h.438v.875h.438v.438h.875v-.438h.438v-.875h.438v-.438h.438v-.438h.875v-.44h.438v-.875z" fill="#47baff"/>
	<path d="M4.813 3.063h-.875v-.438h-.875v.438h-.875v.875h.875v.438h.875v-.438h.875z" fill="#b5e3ff"/>
	<path d="M1.313 0H.438v.438h.875zm.875.438h-.875v.438h.875zm-.438 1.75H.875v.438h.875zM.438.438H0v.875h.438z" fill="#000"/>
	<path d="M1.313.438H.438v.875h.438V.875h.438z" fill="#f0f0f0"/>
	<path d="M.438 3.063H0v.875h.438zM7.001.438h-.438v.875h.438zm-.438.875h-.438v.875h.438zm-5.688 0H.438v.875h.438zm1.75-.438h-.437v.875h.438zm2.188 0h-.438v.875h.438zM3.063.438h-.438v.438h.438z" fill="#000"/>
	<path d="M3.063.875h-.438v.438h.438zm.438.438h-.438v.438h.438zm-1.313.875H1.75v.438h.438zm-.875.437H.875v.438h.438zm-.438.438H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M1.313 6.563v-.438h.875V5.25H1.75v-.438H.875v.875H.438v.875z" fill="#b79cf8"/>
	<path d="M.875 5.688H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M2.188 1.75H1.75v.438h.438z" fill="#000"/>
	<path d="M2.188.875H.875v1.313h.875V1.75h.438zm3.938 1.313V.875H4.813v.875h.438v.438z" fill="#b79cf8"/>
	<path d="M2.188.875H1.75v.875h.438zm-.438.875h-.437v.438h.438zm4.375-.438h-.438v.875h.438zm.438-.438h-.438v.438h.438z" fill="#816bee"/>
	<path d="M5.688 6.563v-.438h-.875V5.25h.438v-.438h.875v.875h.438v.875z" fill="#b79cf8"/>
	<path d="M6.563 5.688h-.438v.438h.438zm-.438-.875h-.438v.438h.438z" fill="#816bee"/>
	<path d="M.875 2.625H.438v.438h.438zM7 3.063h-.438v.875H7zm-.438-.438h-.438v.438h.438zM4.374.437h-.436v.438h.438zm.875 1.313h-.438v.438h.438zM3.938 0h-.875v.438h.875z" fill="#000"/>
	<path d="M3.938.438h-.875v.438h.875zm0 2.625h-.875v.875h.875zM6.563.438h-.875v.438h.875zm-.875.438h-.875v.438h.875z" fill="#f0f0f0"/>
	<path d="M3.938 2.188h-.875v.438h.875zm0 2.188h-.875v.438h.875zM6.563.001h-.875v.438h.875zm-.875.438h-.875v.438h.875zm.438 1.75h-.875v.438h.875zM1.313 6.563H.438v.438h.875zm.875-.438h-.875v.438h.875zm-.438-1.75H.875v.438h.875zM.437 5.688H0v.875h.438zm6.563 0h-.438v.875H7zm-.438-.875h-.438v.875h.438zm-5.687 0H.438v.875h.438zm1.75.438h-.437v.875h.438zm2.188 0h-.438v.875h.438zm-1.75.875h-.438v.438h.438zm-.875-1.313H1.75v.438h.438z" fill="#000"/>
	<path d="M2.188 5.25H1.75v.875h.438zm-.438-.438h-.437v.438h.438z" fill="#816bee"/>
	<path d="M.875 3.938H.438v.438h.438zm1.313-.875H1.75v.875h.438zm.875-.438h-.875v.438h.875zm0 1.313h-.875v.438h.875zm2.188-.875h-.438v.875h.438zm-.438-.438h-.875v.438h.875zm0 1.313h-.875v.438h.875zm1.75 0h-.438v.438h.438z" fill="#000"/>
	<path d="M6.563 3.063h-.438v.875h.438zm-.438-.438h-.438v.438h.438zm0 1.313h-.438v.438h.438zm-.875 0h-.438v.438h.438zm-1.313.875h-.874v.438h.875zm.438-.438h-.437v.438h.438zm-1.313 0h-.437v.438h.438zm.875 1.75h-.874v.438h.875zm.438-.438h-.437v.438h.438zm-1.313 0h-.437v.438h.438zm-.874-1.749H1.75v.438h.438zM.875 3.5H.438v.438h.438zm.438.438H.875v.438h.438z" fill="#4282d8"/>
	<path d="M4.375 6.125h-.437v.438h.438zm.875-1.313h-.438v.438h.438zm-1.313 1.75h-.874V7h.875zm2.625 0h-.875V7h.875zm-.875-.438h-.875v.438h.875zm.438-1.75H5.25v.438h.875z" fill="#000"/>
`});function Lt(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ua}
	</svg>`}var ua,a3=x(()=>{I();R();ua=T`
	<path d="M3.938.438h-.875v1.75h.875zm.875 2.625v-.438h-.438v-.437h-1.75v.438h-.437v.438H.438v.875h1.75v.438h.438v.438h.438v1.75h.875v-1.75h.438v-.438h.438v-.439h1.75v-.875z" fill="#bcef42"/>
	<path d="M1.75 0h-.437v.438h.438zm.875 2.188h-.437v.438h.438zm2.188 0h-.438v.438h.438zM5.688 0H5.25v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.438v.438h.438zM3.938 0h-.875v.438h.875z" fill="#000"/>
	<path d="M3.938.438h-.875v.438h.875z" fill="#f0f0f0"/>
	<path d="M3.938 1.313h-.875v.438h.875zm0 .438h-.875v.438h.875z" fill="#7fb134"/>
	<path d="M3.938 5.25h-.875v.438h.875z" fill="#f0f0f0"/>
	<path d="M3.938 6.125h-.875v.438h.875zm0-1.313h-.875v.438h.875z" fill="#7fb134"/>
	<path d="M3.938 2.625h-.875v.438h.875zm0 1.313h-.875v.438h.875zm.438-.875h-.438v.875h.438z" fill="#000"/>
	<path d="M5.25 3.063h-.438v.875h.438z" fill="#7fb134"/>
	<path d="M3.063 3.063h-.438v.875h.438z" fill="#000"/>
	<path d="M2.625 2.625h-.437V3.5h.438z" fill="#f0f0f0"/>
	<path d="M1.313.438H.875v.438h.438z" fill="#000"/>
	<path d="M1.313.438v.438H.875v.438H.438v.438h1.313V.438z" fill="#6be473"/>
	<path d="M1.75.438h-.437v.438h.438zm-.437.437H.875v.438h.438z" fill="#f0f0f0"/>
	<path d="M1.75 1.313H.438v.438h1.313z" fill="#008456"/>
	<path d="M5.25 5.25v1.313h.438v-.438h.438v-.438h.438v-.438zm-4.812 0v.438h.438v.438h.438v.438h.438V5.251z" fill="#6be473"/>
	<path d="M1.75 5.25H.438v.438h1.313z" fill="#f0f0f0"/>
	<path d="M1.313 5.688v.875h.438v-.875z" fill="#008456"/>
	<path d="M6.125 1.313V.875h-.438V.438h-.438v1.313h1.313v-.438z" fill="#6be473"/>
	<path d="M5.688.438H5.25v.438h.438zm0 2.625H5.25v.438h.438z" fill="#f0f0f0"/>
	<path d="M6.563 3.5H5.25v.438h1.313z" fill="#7fb134"/>
	<path d="M6.563 1.313H5.25v.438h1.313z" fill="#008456"/>
	<path d="M.875.875H.438v.438h.438zM3.063.437h-.438v1.75h.438zm1.313 0h-.438v1.75h.438zm2.625 2.625h-.438v.875h.438zm-.438-.438h-1.75v.438h1.75zm0 1.313h-1.75v.438h1.75zM.438 3.063H0v.875h.438zm1.75-.438H.438v.438h1.75z" fill="#000"/>
	<path d="M1.75 3.063H.438v.875h.438V3.5h.875z" fill="#f0f0f0"/>
	<path d="M2.188 3.938H.438v.438h1.75zM.438 1.313H0v.438h.438zm1.313 5.25h-.438v.438h.438zm.875-2.188h-.438v.438h.438z" fill="#000"/>
	<path d="M1.75 3.5h-.437v.438h.438zm.438-.438H1.75v.875h.438z" fill="#7fb134"/>
	<path d="M2.188 3.063H1.75v.875h.438z" fill="#3f581a"/>
	<path d="M4.375 4.375h-1.75v.438h1.75z" fill="#7fb134"/>
	<path d="M4.375 2.188h-1.75v.438h1.75z" fill="#f0f0f0"/>
	<path d="M4.813 4.375h-.438v.438h.438z" fill="#000"/>
	<path d="M4.813 3.938h-.438v.438h.438z" fill="#7fb134"/>
	<path d="M5.688 6.563H5.25v.438h.438zm.438-.438h-.438v.438h.438zm.438-.438h-.438v.438h.438zm.438-.438h-.438v.438h.438zM3.939 6.562h-.876V7h.875zm-2.625-.438H.875v.438h.438zm-.438-.438H.438v.438h.438zm2.188-.875h-.439v1.75h.438zm1.313 0h-.439v1.75h.438zM1.75 1.75H.438v.438h1.75V.438H1.75zm3.5 0V.438h-.438v1.75h1.75V1.75z" fill="#000"/>
	<path d="M.438 4.813v.438h1.313v1.313h.438v-1.75zm4.375 0v1.75h.438V5.25h1.313v-.438zM.438 5.25H0v.438h.438z" fill="#000"/>
	<path d="M5.688 6.125H5.25v.438h.438zm.438-.438h-.438v.438h.438zm.438-.438h-.438v.438h.438z" fill="#008456"/>
	<path d="M5.688 5.25H5.25v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.938 3.063h-.875v.875h.875z" fill="#7fb134"/>
	<path d="M3.938 1.75h-.875v.438h.875zm0 3.063h-.875v.438h.875zm1.313-1.75h-.438v.875h.438z" fill="#3f581a"/>
`});function Ft(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ga}
	</svg>`}var ga,r3=x(()=>{I();R();ga=T`
	<path d="M4.813 4.375h.438v-.437h1.313V3.5H5.251v-.437h-.438V1.75h.875v-.437H4.375v.438H3.063v-.438h-.438V.875H1.75v.438h-.437v.438H.875v.438H.438v2.625h.438v.438h.438v.438h.438v-.875h1.75v.438h-.439v.438h.438v.438h.875v-.438h1.313v-.438h-.875z" fill="#54cfff"/>
	<path d="M3.938 4.813H3.5v.438h.438zm1.75.438H5.25v.438h.438zm.875-1.75h-.438v.438h.438zM5.25 3.063h-.438v.438h.438zM1.312 4.376H.875v.438h.438zm.438.438h-.437v.875h.438zm2.625.875H3.063v.438h1.313zm0-1.313h-.437v.438h.438z" fill="#4282D8"/>
	<path d="M3.938 0H3.5v.438h.438zm.438.438h-.438v.438h.438zm-.876 0H1.75v.438H3.5zM1.75.875h-.437v.438h.438zm1.313 0h-.438v.438h.438zm.438.438h-.438v.438h.438zm.875 0h-.438v.438h.438zM5.689.875H4.376v.438h1.313zm.438.438h-.438v.438h.438zm-4.814 0H.875v.438h.438zm-.438.437H.438v.438h.438zm-.437.438H0v2.625h.438zm.875.438H.875v1.75h.438zm.438-.438h-.438v.438h.438zm2.188-.438H1.75v.438h2.188z" fill="#000"/>
	<path d="M3.938 1.75H3.5v.875h.438zm1.75 0h-.875v.438h.875z" fill="#000"/>
	<path d="M5.25 1.75h-.438v1.313h.438zm1.313 1.313H5.25v.438h1.313zm.438.438h-.438v.438h.438zm-2.625-.875h-.438v1.75h.438zm2.188 1.313H5.251v.438h1.313zm-1.313.438h-.438v.875h.438z" fill="#000"/>
	<path d="M5.688 4.813h-.875v.438h.875zm.438.438h-.438v.438h.438zm-.438.438H4.375v.438h1.313zm-1.313.438h-1.75v.438h1.75zM3.5 4.814H1.75v.438H3.5zm-.875 1.75h-.437v.438h.438zm-.438-.438H1.75v.438h.438zm-.438-.438h-.436v.438h.438zm.438-.438H1.75v.438h.438zm.875 0h-.437v.438h.438zm-1.75 0H.875v.438h.438zm-.438-.438H.438v.438h.438zm.875-.438h-.436v.438h.438zm2.188 0H3.5v.438h.438z" fill="#000"/>
	<path d="M3.938 2.625H3.5v-.437H1.75v.438h-.437v1.75h.438v.438h1.75v-.438h.438z" fill="#9af4dc"/>
	<path d="M3.5 4.375H1.75v.438H3.5zm-1.75-.437h-.437v.438h.438zm2.188 0H3.5v.438h.438z" fill="#6c9ca6"/>
	<path d="M1.75 2.625h-.437v.438h.438zm.875.438h-.437v.438h.438zm.875-.875H1.75v.438H3.5z" fill="#f0f0f0"/>
	<path d="M3.5 5.688h-.437v.438h.438z" fill="#000"/>
	<path d="M.875 2.188H.438v.875h.438zm.875-.875h-.437v.438h.438zm.875-.438H1.75v.438h.875zm3.063.438H4.375v.438h1.313zM3.938.438H3.5v.438h-.437v.438h.438v.438h.438v-.439h.438V.875h-.439zM2.625 5.25h-.437v.438H1.75v.438h.438v.438h.438v-.438h.438v-.438h-.439z" fill="#f0f0f0"/>
`});function qt(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${za}
	</svg>`}var za,h3=x(()=>{I();R();za=T`
	<path d="M5.688 1.313V.875h-.875v.438h-.438V.875h-.437V.438h-.875v.438h-.438v.438h-.437V.875h-.875v.438H.875v1.75h.875v.438h.438v-.438h2.625v.438h.438v-.438h.875v-1.75z" fill="#d1cdd5"/>
	<path d="M6.125 3.938V3.5h-1.75v-.437h-1.75v.438H.875v.438H.438v1.313h.438v.438h1.75v.438h.438v.438h.875v-.438h.438V5.69h1.75v-.438h.438V3.938z" fill="#57595f"/>
	<path d="M3.938 0h-.875v.438h.875zm-.875.438h-.438v.438h.438zm1.313 0h-.438v.438h.438zm1.313 0h-.875v.438h.875zm.438.438h-.438v.438h.438zm-1.313 0h-.438v.438h.438zM2.625.875h-.437v.438h.438zM2.188.438h-.875v.438h.875zm-1.313.875H.438v1.75h.438zm.438-.438H.875v.438h.438zM.875 3.5H.438v.438h.438zm-.437.438H0v1.313h.438zm.438 1.313H.438v.438h.438zm1.75.438H.875v.438h1.75zm.438.438h-.439v.438h.438zm.875.438h-.876v.438h.875zm.438-.438h-.439v.438h.438zm1.75-.438h-1.75v.438h1.75zm.438-.438h-.438v.438h.438zm.438-1.313h-.438v1.313h.438zM6.565 3.5h-.438v.438h.438zm0-2.188h-.438v1.75h.438zM2.188 3.5H1.75v.438h.438zm.438-.438h-.438V3.5h.438zm1.75-.438H2.625v.438h1.75zm.438.438h-.438V3.5h.438zm.438.438h-.438v.438h.438zm.438-.438h-.438V3.5h.875v-.437zm-4.377.001H.875v.438h.875v-.438z" fill="#000"/>
	<path d="M.875 4.813H.438v.438h.438zm.438.438H.875v.438h.438zm1.75.438h-.438v.438h.438zm1.313 0h-.438v.438h.438zm-.438.438h-.875v.438h.875zm2.188-.875h-.438v.438h.438zm.438-1.313h-.438v1.313h.438z" fill="#35363a"/>
	<path d="M1.313 2.625H.875v.438h.438zm.875.438H1.75v.438h.438zm3.063 0h-.438v.438h.438zm-2.626-.438h-.437v.438h.438zm2.188 0h-.438v.438h.438z" fill="#847d8b"/>
	<path d="M5.25 3.063h-.438v.438h.438zm-.875-.875h-1.75v.438h1.75zm1.75-.438h-.438v1.313h.438z" fill="#847d8b"/>
	<path d="M1.75 1.75h-.437v.438h.438zm-.437-.437H.875v.438h.438zm.875-.438h-.875v.438h.875zm.875 0h-.438v.438h.438zm.875-.438h-.875v.438h.875zm.438.438h-.438v.438h.438zm1.313 0h-.875v.438h.875zm.438.438h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M.875 3.938H.438v.438h.438zm.438-.438H.875v.438h.438zm1.313 0h-.438v.438h.438zm1.75-.438H2.625V3.5h1.75zm.875.875h-.438v.438h.438zm.875-.438h-.875v.438h.875z" fill="#d8d8d8"/>
`});function Wt(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${_a}
	</svg>`}var _a,o3=x(()=>{I();R();_a=T`
	<path d="M6.125 1.75v-.437h-.438V.875h-.438V.438H2.625v.438H1.75v.438h-.437v.438H.875v.875H.438v2.188h.438v.438h.438v.438h.438v.438h.438v.438h2.188v-.438h.875v-.438h.438v-.438h.438v-.875h.438V1.75z" fill="#bcef42"/>
	<path d="M6.563.438h-.875v.438h.875z" fill="#f0f0f0"/>
	<path d="M1.313 5.688H.438v.438h.875z" fill="#bcef42"/>
	<path d="M1.75 6.125H.438v.438h1.313z" fill="#7fb134"/>
	<path d="M6.563 3.5h-.438v.875h.438z" fill="#816bee"/>
	<path d="M5.25.438H2.625v.438H5.25z" fill="#f0f0f0"/>
	<path d="M5.25.875H2.625v.438H5.25z" fill="#b79cf8"/>
	<path d="M4.375 6.125H2.188v.438h2.188z" fill="#816bee"/>
	<path d="M6.563.875h-.438v.438h.438z" fill="#bcef42"/>
	<path d="M2.625 2.188h-.437v.438h.438zM1.313 1.75H.875v.438h.438zm.438-.438h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M2.625 1.313h-.437v.438h.438zm3.063 0H5.25v.438h.438z" fill="#b79cf8"/>
	<path d="M2.188.875H1.75v.438h.438zm.875 1.75h-.438v.438h.438zM.875 5.25H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M6.125 4.813h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438z" fill="#816bee"/>
	<path d="M6.563.438v.875h-.438V.875h-.438v.438h.438v.438h.438v2.625h.438V.438zm-5.25.875H.875v.438h.438zm.438-.438h.875V.438H1.75zh-.438v.438h.438zm4.813 3.5h-.438v.875h.438zM.875 1.75H.438v.875h.438zM5.25 6.125h-.875v.438h.875zm.875-.875h-.438v.438h.438zm-4.812 0H.875v.438h.438zm.438.438h-.438v.438h.438zm-.875-.875H.438v.438h.438zm4.813.875h-.438v.438h.438zM.438 2.625H0v3.938h.438z" fill="#000"/>
	<path d="M5.25.875h.438V.438h.875V0H2.625v.438H5.25zM2.188 6.563v-.438H1.75v.438H.438v.438h3.938v-.438z" fill="#000"/>
	<path d="M.875 2.625H.438V3.5h.438z" fill="#f0f0f0"/>
	<path d="M4.375 2.625H3.5v.438h.875zm-.438 1.75h-.874v.438h.875zm.875-1.313h-.438v.875h.438zm-3.5 1.75h.875v-.438H1.75V2.188h-.437zm3.5-3.063H3.063v.438h1.75zm-.438 3.5H2.625v.438h1.75zm2.188-3.063h-.438v1.313h.438zM.875 3.5H.438v1.313h.438zm1.313-1.75H1.75v.438h.438zm1.313 1.313h-.438v.438h.438zm-.438.875h-.438v.438h.438zm-.438.875h-.437v.438h.438zm1.75-.875h-.437v.438h.438zm.438.875h-.438v.438h.438zm.438-.438h-.438v.438h.438zm-2.188-1.75v-.437h-.438v.438h-.437v1.313h.438V2.625zm3.063-.875h-.438v.438h.438zm-.875.438h-.438v.438h.438zm.438.438h-.438v1.75h.438zM1.313 4.813H.875v.438h.438zm.438.438h-.438v.438h.438zm.438.438H1.75v.438h.438z" fill="#b79cf8"/>
`});function Zt(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ba}
	</svg>`}var ba,l3=x(()=>{I();R();ba=T`
	<path d="M6.125 1.75v-.437h-.438V.875h-.438V.438H1.75v.438h-.437v.438H.875v.438H.438v2.625h.438v.438h.438v.438h.438v.875h.438v.438h2.625v-.438h.438v-.875h.438v-.438h.438v-.438h.438V1.75z" fill="#d1cdd5"/>
	<path d="M1.75.438h-.437v.438h.438zm-.437.437H.875v.438h.438zm-.438.438H.438v.438h.438zm.875 3.938h-.437v.875h.438zm-.438-.438H.875v.438h.438zm.875 1.313H1.75v.438h.438zM.874 4.376H.438v.438h.438z" fill="#000"/>
	<path d="M1.75 4.813h-.437v.438h.438zm.438.875H1.75v.438h.438zm-.875-1.313H.875v.438h.438zm1.75-1.313H1.75v1.313h1.313z" fill="#847d8b"/>
	<path d="M3.063 3.5h-.875v.875h.875z" fill="#57595f"/>
	<path d="M5.25 3.063H3.938v1.313h1.313z" fill="#847d8b"/>
	<path d="M5.25 3.5h-.875v.875h.875z" fill="#57595f"/>
	<path d="M5.25 5.254h.438v-.438H5.25zm-.438.875h.438v-.438h-.438zm.875-1.313h.438v-.438h-.438z" fill="#847d8b"/>
	<path d="M.438 1.75H0v2.625h.438z" fill="#000"/>
	<path d="M.875 1.75H.438v2.625h.438z" fill="#fff"/>
	<path d="M5.25.879h.438V.441H5.25zm.438.438h.438V.879h-.438zm.438.438h.438v-.438h-.438zM5.251 6.13h.438v-.875h-.438zm.438-.875h.438v-.438h-.438zm-.875 1.313h.438V6.13h-.438zm1.313-1.75h.438V4.38h-.438zm.438-.438h.438V1.755h-.438z" fill="#000"/>
	<path d="M6.125 4.379h.438V1.754h-.438z" fill="#847d8b"/>
	<path d="M1.75 0v.438h3.5V0z" fill="#000"/>
	<path d="M1.75.875h-.437v.438h.438zm-.437.438H.875v.438h.438zm.438.438h-.438v.438h.438zm3.5-.433h.438V.88h-.438zm.438.438h.438v-.438h-.438zM1.75.438v.438h3.5V.438z" fill="#fff"/>
	<path d="M2.188 6.563v.438h2.625v-.438z" fill="#000"/>
	<path d="M2.188 6.125v.438h2.625v-.438z" fill="#847d8b"/>
	<path d="M3.063 5.688h-.438v.875h.438zm1.313 0h-.438v.875h.438z" fill="#57595f"/>
`});function Gt(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Ma}
	</svg>`}var Ma,n3=x(()=>{I();R();Ma=T`
	<path d="M3.063 0H1.75v.438h1.313zm1.75.438h-1.75v.438h1.75zm-.875 2.187H3.5v1.75h.438zm-3.5-.437H0v2.625h.438zM6.563.875h-1.75v.438h1.75z" fill="#000"/>
	<path d="M3.063.438H1.75v.438h1.313zm1.75.438h-1.75v.438h1.75zm1.75.438h-1.75v.438h1.75z" fill="#f0f0f0"/>
	<path d="M3.063 6.563H1.75v.438h1.313z" fill="#000"/>
	<path d="M2.625 6.125v-.438h-.437v-.875H1.75V2.188h.438v-.875h.438V.875H1.75v.438H.875v1.75H.438v1.75h.438v.875h.438v.438h.438v.438h1.313v-.438z" fill="#ffe361"/>
	<path d="M3.063 6.125H1.75v.438h1.313z" fill="#ffb84b"/>
	<path d="M4.813 6.125h-1.75v.438h1.75z" fill="#000"/>
	<path d="M4.375 5.688V5.25h-.437v-.875H3.5v-1.75h.438V1.75h.438v-.437H3.063v.438h-.438v1.313h-.437v1.75h.438v.875h.438v.438h1.75v-.438z" fill="#ffe361"/>
	<path d="M6.563 5.688h-1.75v.438h1.75zM1.75.438h-.437v.438h.438zm-.437.437H.875v.438h.438zm-.438.438H.438v.875h.438zm6.125 0h-.438v.438H7zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.875h.438zm.875 3.063h-.438v.438h.438zm-.438-.438h-.438v.438h.438zm-.438-.875h-.438v.875h.438zm-.438-.875h-.438v.875h.438zM1.747 6.127h-.434v.438h.438zm-.438-.438H.875v.438h.438zm-.438-.875H.438v.875h.438zm1.313-2.625H1.75v2.625h.438zM3.059.876h-.434v.438h.438zm-.434.437h-.437v.875h.438z" fill="#000"/>
	<path d="M.875 2.188H.438v.875h.438zm1.75 0h-.437v.875h.438z" fill="#f0f0f0"/>
	<path d="M2.188 1.313H1.75v.875h.438z" fill="#ffb84b"/>
	<path d="M4.813 1.313h-.438v.438h.438z" fill="#000"/>
	<path d="M1.75.875h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M2.625.875h-.437v.438h.438zm1.313.875H3.5v.875h.438zm.438-.438h-.438v.438h.438zm-2.188 3.5H1.75v.438h.438zm-.438.875h-.437v.438h.438zm-.438-.875H.875v.875h.438zm2.188.875v-.438h-.437v-.438h-.438v.875h.438v.438h1.75v-.438zm.438-1.313H3.5v.438h.438z" fill="#ffb84b"/>
	<path d="M4.375 5.688V5.25h-.437v-.875H3.5v-1.75h.438V1.75h.438v-.437H3.063v.438h-.438v1.313h-.437v1.75h.438v.875h.438v.438h1.75v-.438z" fill="url(#a)"/>
	<path d="M6.125 5.25v-.438h-.438v-.874h-.438v-.875h.438v-.875h.438V1.75H4.812v.438h-.438v.438h-.436v1.75h.438v.875h.438v.438h1.75v-.438z" fill="#ff2c52"/>
	<path d="M5.688 2.188H5.25v.875h.438zm.438-.438h-.438v.438h.438zm-.438 2.188H5.25v.438h.438zM5.25 5.251v-.438h-.875v.438h.438v.438h1.75v-.438z" fill="#be0351"/>
	<path d="M1.313 1.313H.875v.438h.438zm0 1.75H.875v.438h.438zm1.75-1.75h-.438v.438h.438zm1.75.438h-.438v.438h.438zm-.438.875h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M4.375 1.75h-.437v.875h.438zM3.062 5.688h-.437v.438h.438zm-.438-.875h-.436v.875h.438zm2.188.438h-.438v.438h.438zm-.438-.875h-.436v.875h.438z" fill="#000"/>
	<defs>
		<radialGradient id="a" cx=".75" cy=".5" r="1" fx=".75" fy=".5">
		<stop stop-color="#ff2c52" offset="30%"/>
		<stop stop-color="#ffe361" offset="70%"/>
		</radialGradient>
	</defs>
`});function Kt(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ya}
	</svg>`}var ya,c3=x(()=>{I();R();ya=T`
	<path d="M4.813.438v.438h-.438v.438h-.437v.438H3.5v.438h-.437v.875h-.438v.438H3.5v.875h.438v-.44h.875V3.5h.438v-.437h.438v-.438h.438v-.437h.438V.438z" fill="#d1cdd5"/>
	<path d="M1.313 3.938h.438v.438h.875v.875h.438v.438h.875v.438h.875v-.875h-.876v-.438H3.5v-.438h-.437v-.438h-.438V3.5h-.437v-.437H1.75v-.875H.875v.875h.438z" fill="#ffe361"/>
	<path d="M2.188 4.813h-.875v.875h.875zm-.875.875H.438v.875h.875z" fill="#ffe361"/>
	<path d="M4.813.438h-.438v.438h.438zm-.438.438h-.437v.438h.438zm-.437.437H3.5v.438h.438zM3.5 1.75h-.437v.438h.438zm-.437.438h-.438v.875h.438zm-.875 0H1.75v.875h.438zm-1.313 0H.438v.875h.438zm.438.875H.875v.875h.438zm3.5.875h-.875v.438h.875zm0 .875h-.875v.438h.875zm.438.438h-.438v.875h.438z" fill="#000"/>
	<path d="M6.563.438h-.438v1.75h.438z" fill="#847d8b"/>
	<path d="M.438 5.688H0v.875h.438zm4.375.438h-.875v.438h.875zm-.875-.438h-.875v.438h.875z" fill="#000"/>
	<path d="M2.188 5.25h-.875v.438h.875zm-.875.875H.438v.438h.875z" fill="#ffb84b"/>
	<path d="M1.313 6.125v.438h.438v-.438h.438v-.438h-.876zm1.313-.875v-.875H1.75v-.437h-.437v.875h.875v.875h.875V5.25zm-1.313 0v-.438H.875v.438H.438v.438h.875zm0 1.313H.438v.438h.875zM1.75 1.75H.875v.438h.875zm1.313 2.188v.438h.438V3.5h-.876v.438z" fill="#000"/>
	<path d="M5.688 1.313H5.25v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.436v.438h.438zm-.436.436H3.5v.438h.438z" fill="#847d8b"/>
	<path d="M3.063 3.063h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M1.75 3.5h-.437v.438h.438zm-.437-.875H.875v.438h.438zm.875 1.313H1.75v.438h.438zm.875.875h-.438v.438h.438zm.438.438h-.438v.438h.438zm.875.438h-.438v.438h.438z" fill="#ffb84b"/>
	<path d="M3.938 4.375H3.5v.438h.438zM2.625 3.063h-.437v.438h.438zm3.938-.875h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438-3.5V.44h1.75v1.75h.438V0z" fill="#000"/>
	<path d="M4.813 5.25h-.438v.438h.438zm-.875-.438H3.5v.438h.438zM3.5 4.374h-.437v.438h.438zm-.437-.436h-.438v.438h.438zM2.625 3.5h-.437v.438h.438zm-.437-.437H1.75v.438h.438zM3.5 2.188h-.437v.438h1.313v-.438h-.438V1.75H3.5zM4.375.875v.438h-.437v.438h1.313v-.438h-.438V.875zm1.75-.438H4.812v.438h1.313z" fill="#f0f0f0"/>
	<path d="M6.125 2.188h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.873.436H3.5v.438h.438z" fill="#847d8b"/>
	<path d="M1.75 2.188h-.437v.438h.438zm0 2.625h-.437v.438h.438zm-.875.875H.438v.438h.438z" fill="#f0f0f0"/>
`});function Jt(s={}){return d`<svg
		${E(s)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Ha}
	</svg>`}var Ha,d3=x(()=>{I();R();Ha=T`
	<path d="M5.688 2.625v-.437H5.25V1.75h-.438v-.437h-.438V.875h-.436V.438h-.875v.438h-.438v.438h-.437v.438H1.75v.438h-.437v.438H.875v.875H.438v2.188h.438v.438h.875v.438h3.5v-.438h.875v-.438h.438V3.5h-.438v-.875z" fill="#0abbff"/>
	<path d="M3.063 0v.438h.875V0zm-.438.438v.438h.438V.438zm1.313 0v.438h.438V.438zm.438.438v.438h.438V.875zm.438.438v.438h.438v-.439zm.438.438v.438h.438v-.44zm.438.438v.438h.438v-.44zm.438.438v.875h.438v-.878zm-5.69-.003V3.5h.438v-.875zM0 3.5v2.188h.438V3.5zm6.563 0v2.188h.438V3.5zM2.188.875v.438h.438V.875zm-.438.438v.438h.438v-.438zm-.437.437v.438h.438V1.75zm-.438.438v.438h.438v-.438zm-.438 3.5v.438h.438v-.438zm5.688 0v.438h.438v-.438zm-4.375.875v.438h3.5v-.438z" fill="#000"/>
	<path d="M1.75 6.125v.438h3.5v-.438z" fill="#4282d8"/>
	<path d="M.875 6.125v.438h.875v-.438zm5.25.438v-.438H5.25v.438z" fill="#000"/>
	<path d="M3.063.438v.438h.875V.438z" fill="#fff"/>
	<path opacity=".5" d="M4.813 3.5v-.437h-.438v-.438h-.437v-.437h-.875v.438h-.438v.438h-.437v.438H1.75v1.313h.438v.438h2.625v-.438h.438V3.5z" fill="#fff"/>
	<path d="M2.625.875v.438h.438V.875zm-.437.438v.438h.438v-.438zm.438.438v.438h.438V1.75zM1.75 1.75v.438h.438V1.75zm-.437.438v.438h.438v-.438zm-.438.437V3.5h.438v-.875zM.438 3.5v.875h.438V3.5z" fill="#fff"/>
	<path d="M5.25 2.188v.438h.438v-.438zm.438.438v.875h.438v-.876zm.438.875v1.75h-.438v.438H5.25v.438h.875v-.438h.438V3.5zM.875 6.125h.875v-.438H.875z" fill="#4282d8"/>
`});var m3=x(()=>{qs();Ws();Zs();Gs();Ks();Js();Qs();Xs();Ys();e3();t3();i3();s3();a3();r3();h3();o3();l3();n3();c3();d3()});function Be(){return xa}var xa,pi,ui,Qt,v3,f3,p3,u3,g3,Xt=x(()=>{m3();xa=globalThis.$discordMessage??{};pi={blue:"https://cdn.discordapp.com/embed/avatars/0.png",gray:"https://cdn.discordapp.com/embed/avatars/1.png",green:"https://cdn.discordapp.com/embed/avatars/2.png",orange:"https://cdn.discordapp.com/embed/avatars/3.png",red:"https://cdn.discordapp.com/embed/avatars/4.png",pink:"https://cdn.discordapp.com/embed/avatars/5.png"},ui=Be().avatars??{},Qt=Object.assign(pi,ui,{default:pi[ui.default]??ui.default??pi.blue}),v3=Be().profiles??{},f3=Be().defaultTheme==="light"?"light":"dark",p3=Be().defaultMode==="compact"?"compact":"cozy",u3=Be().defaultBackground==="none"?"none":"discord",g3=new Map([["heart",It()],["crystal",Vt()],["diamond",At()],["explosion",Ct()],["flame",jt()],["flower",St()],["key",Dt()],["leaf",Ot()],["lightning",Pt()],["magic",Bt()],["moon",Nt()],["mushroom",Rt()],["mythical",Ut()],["ornament",Lt()],["plasma",Ft()],["rock",qt()],["shell",Wt()],["skull",Zt()],["sun",Gt()],["sword",Kt()],["water",Jt()]])});function gi(s={}){return d`<svg
		${E(s)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 20 20"
		xmlns="http://www.w3.org/2000/svg"
	>
		${wa}
	</svg>`}var wa,z3=x(()=>{I();R();wa=T`
	<path
		fill="currentColor"
		d="M18.91 12.98a5.45 5.45 0 0 1 2.18 6.2c-.1.33-.09.68.1.96l.83 1.32a1 1 0 0 1-.84 1.54h-5.5A5.6 5.6 0 0 1 10 17.5a5.6 5.6 0 0 1 5.68-5.5c1.2 0 2.32.36 3.23.98Z"
	/>
	<path
		fill="currentColor"
		d="M19.24 10.86c.32.16.72-.02.74-.38L20 10c0-4.42-4.03-8-9-8s-9 3.58-9 8c0 1.5.47 2.91 1.28 4.11.14.21.12.49-.06.67l-1.51 1.51A1 1 0 0 0 2.4 18h5.1a.5.5 0 0 0 .49-.5c0-4.2 3.5-7.5 7.68-7.5 1.28 0 2.5.3 3.56.86Z"
	/>
`});function zi(s={}){return d`<svg
		${E(s)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${$a}
	</svg>`}var $a,_3=x(()=>{I();R();$a=T`
	<path
		fill="currentColor"
		fill-rule="evenodd"
		clip-rule="evenodd"
		d="M10.99 3.16A1 1 0 1 0 9 2.84L8.15 8H4a1 1 0 0 0 0 2h3.82l-.67 4H3a1 1 0 1 0 0 2h3.82l-.8 4.84a1 1 0 0 0 1.97.32L8.85 16h4.97l-.8 4.84a1 1 0 0 0 1.97.32l.86-5.16H20a1 1 0 1 0 0-2h-3.82l.67-4H21a1 1 0 1 0 0-2h-3.82l.8-4.84a1 1 0 1 0-1.97-.32L15.15 8h-4.97l.8-4.84ZM14.15 14l.67-4H9.85l-.67 4h4.97Z"
	/>
`});function _i(s={}){return d`<svg
		${E(s)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ka}
	</svg>`}var ka,b3=x(()=>{I();R();ka=T`
	<path
		fill="currentColor"
		d="M12 2.81a1 1 0 0 1 0-1.41l.36-.36a1 1 0 0 1 1.41 0l9.2 9.2a1 1 0 0 1 0 1.4l-.7.7a1 1 0 0 1-1.3.13l-9.54-6.72a1 1 0 0 1-.08-1.58l1-1L12 2.8ZM12 21.2a1 1 0 0 1 0 1.41l-.35.35a1 1 0 0 1-1.41 0l-9.2-9.19a1 1 0 0 1 0-1.41l.7-.7a1 1 0 0 1 1.3-.12l9.54 6.72a1 1 0 0 1 .07 1.58l-1 1 .35.36ZM15.66 16.8a1 1 0 0 1-1.38.28l-8.49-5.66A1 1 0 1 1 6.9 9.76l8.49 5.65a1 1 0 0 1 .27 1.39ZM17.1 14.25a1 1 0 1 0 1.11-1.66L9.73 6.93a1 1 0 0 0-1.11 1.66l8.49 5.66Z"
	/>
`});function bi(s={}){return d`<svg
		${E(s)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Ta}
	</svg>`}var Ta,M3=x(()=>{I();R();Ta=T`
	<path
		fill="currentColor"
		fill-rule="evenodd"
		clip-rule="evenodd"
		d="M6 9h1V6a5 5 0 0 1 10 0v3h1a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3v-8a3 3 0 0 1 3-3Zm9-3v3H9V6a3 3 0 1 1 6 0Zm-1 8a2 2 0 0 1-1 1.73V18a1 1 0 1 1-2 0v-2.27A2 2 0 1 1 14 14Z"
	/>
`});function Mi(s={}){return d`<svg
		${E(s)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Ea}
	</svg>`}var Ea,y3=x(()=>{I();R();Ea=T`
	<path
		fill="currentColor"
		d="M12 3a1 1 0 0 0-1-1h-.06a1 1 0 0 0-.74.32L5.92 7H3a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h2.92l4.28 4.68a1 1 0 0 0 .74.32H11a1 1 0 0 0 1-1V3ZM15.1 20.75c-.58.14-1.1-.33-1.1-.92v-.03c0-.5.37-.92.85-1.05a7 7 0 0 0 0-13.5A1.11 1.11 0 0 1 14 4.2v-.03c0-.6.52-1.06 1.1-.92a9 9 0 0 1 0 17.5Z"
	/>
	<path
		fill="currentColor"
		d="M15.16 16.51c-.57.28-1.16-.2-1.16-.83v-.14c0-.43.28-.8.63-1.02a3 3 0 0 0 0-5.04c-.35-.23-.63-.6-.63-1.02v-.14c0-.63.59-1.1 1.16-.83a5 5 0 0 1 0 9.02Z"
	/>
`});var Ke,ae,re,Ne,yi,So,Ae=x(()=>{Te();I();Y();Ee();Xt();z3();_3();b3();M3();y3();Ke=function(s,e,i,t,a,h){function r(g){if(g!==void 0&&typeof g!="function")throw new TypeError("Function expected");return g}for(var c=t.kind,u=c==="getter"?"get":c==="setter"?"set":"value",p=!e&&s?t.static?s:s.prototype:null,n=e||(p?Object.getOwnPropertyDescriptor(p,t.name):{}),o,$=!1,_=i.length-1;_>=0;_--){var b={};for(var f in t)b[f]=f==="access"?{}:t[f];for(var f in t.access)b.access[f]=t.access[f];b.addInitializer=function(g){if($)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(g||null))};var m=(0,i[_])(c==="accessor"?{get:n.get,set:n.set}:n[u],b);if(c==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(c==="field"?a.unshift(o):n[u]=o)}p&&Object.defineProperty(p,t.name,n),$=!0},ae=function(s,e,i){for(var t=arguments.length>2,a=0;a<e.length;a++)i=t?e[a].call(s,i):e[a].call(s);return t?i:void 0},re="light-theme",Ne="compact-mode",yi="no-background",So=(()=>{let s=[G("discord-messages")],e,i=[],t,a=N,h,r=[],c=[],u,p=[],n=[],o,$=[],_=[],b,f=[],m=[],g,D=[],j=[];var F=class extends a{static{t=this}static{let M=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[it({context:re}),w({type:Boolean,reflect:!0,attribute:"light-theme"})],u=[it({context:yi}),w({type:Boolean,reflect:!0,attribute:"no-background"})],o=[it({context:Ne}),w({type:Boolean,reflect:!0,attribute:"compact-mode"})],b=[w({reflect:!0,attribute:"channel-type"})],g=[w({reflect:!0,attribute:"channel-name"})],Ke(this,null,h,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:v=>"lightTheme"in v,get:v=>v.lightTheme,set:(v,S)=>{v.lightTheme=S}},metadata:M},r,c),Ke(this,null,u,{kind:"accessor",name:"noBackground",static:!1,private:!1,access:{has:v=>"noBackground"in v,get:v=>v.noBackground,set:(v,S)=>{v.noBackground=S}},metadata:M},p,n),Ke(this,null,o,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:v=>"compactMode"in v,get:v=>v.compactMode,set:(v,S)=>{v.compactMode=S}},metadata:M},$,_),Ke(this,null,b,{kind:"accessor",name:"channelType",static:!1,private:!1,access:{has:v=>"channelType"in v,get:v=>v.channelType,set:(v,S)=>{v.channelType=S}},metadata:M},f,m),Ke(this,null,g,{kind:"accessor",name:"channelName",static:!1,private:!1,access:{has:v=>"channelName"in v,get:v=>v.channelName,set:(v,S)=>{v.channelName=S}},metadata:M},D,j),Ke(null,e={value:t},s,{kind:"class",name:t.name,metadata:M},null,i),F=t=e.value,M&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:M})}static styles=q`
		:host {
			color: #fff;
			background-color: #36393e;
			display: block;
			font-size: 16px;
			font-family: 'gg sans', 'Noto Sans', Whitney, 'Helvetica Neue', Helvetica, Roboto, Arial, sans-serif;
			line-height: 170%;
			border: 1px solid rgba(255, 255, 255, 0.05);
		}

		:host([light-theme]) {
			color: #747f8d;
			background-color: #fff;
			border-color: #dedede;
		}

		:host([no-background]) {
			background-color: unset;
		}

		::slotted(*) {
			padding-top: 0.125rem;
			padding-bottom: 0.125rem;
		}

		::slotted(*:first-child) {
			margin-top: 0.5rem;
		}

		::slotted(*:not(:first-child)) {
			margin-top: 1.0625rem;
		}

		:host([compact-mode]) ::slotted(*:not(:first-child)) {
			margin-top: unset;
		}

		::slotted(*:last-child) {
			margin-bottom: 0.5rem;
			border-bottom-width: 0;
		}

		:host .discord-channel-header {
			display: flex;
			align-items: center;
			padding: 0.5rem 1rem;
			box-shadow:
				0 2px 0 0 rgba(0, 0, 0, 0.05),
				0 1.5px 0 0 rgba(0, 0, 0, 0.05),
				0 1px 0 0 rgba(0, 0, 0, 0.16);
		}

		:host .discord-channel-icon {
			height: 24px;
			width: auto;
			margin: 0 8px;
			position: relative;
			flex: 0 0 auto;
			color: #80848e;
		}

		:host([light-theme]) .discord-channel-icon {
			color: #6d6f78;
		}

		:host .discord-channel-name {
			margin: 0 8px 0 0;
			flex: 0 0 auto;
			min-width: auto;
		}
	`;#e=ae(this,r,!1);get lightTheme(){return this.#e}set lightTheme(M){this.#e=M}#t=(ae(this,c),ae(this,p,!1));get noBackground(){return this.#t}set noBackground(M){this.#t=M}#i=(ae(this,n),ae(this,$,!1));get compactMode(){return this.#i}set compactMode(M){this.#i=M}#s=(ae(this,_),ae(this,f,void 0));get channelType(){return this.#s}set channelType(M){this.#s=M}#a=(ae(this,m),ae(this,D,void 0));get channelName(){return this.#a}set channelName(M){this.#a=M}connectedCallback(){super.connectedCallback(),(this.lightTheme||f3==="light"&&this.lightTheme)&&(this.lightTheme=!0),(this.compactMode||p3==="compact"&&this.compactMode)&&(this.compactMode=!0),(this.noBackground||u3==="none"&&this.noBackground)&&(this.noBackground=!0)}render(){let M;switch(this.channelType){case"text":M=d`${zi()}`;break;case"voice":M=d`${Mi()}`;break;case"locked":M=d`${bi()}`;break;case"thread":M=d`${_i()}`;break;case"forum":M=d`${gi()}`;break}return d`
			${O(this.channelType&&this.channelName,()=>d`<div class="discord-channel-header">
						<div class="discord-channel-icon">${M}</div>
						<div class="discord-channel-name">${this.channelName}</div>
					</div>`)}
			<slot></slot>
		`}constructor(){super(...arguments),ae(this,j)}static{ae(t,i)}};return F=t})()});var Ce,H3=x(()=>{ce();Ge();Ce=Pe(class extends Ve{constructor(s){if(super(s),s.type!==Ze.ATTRIBUTE||s.name!=="class"||s.strings?.length>2)throw Error("`classMap()` can only be used in the `class` attribute and must be the only part in the attribute.")}render(s){return" "+Object.keys(s).filter(e=>s[e]).join(" ")+" "}update(s,[e]){if(this.st===void 0){this.st=new Set,s.strings!==void 0&&(this.nt=new Set(s.strings.join(" ").split(/\s/).filter(t=>t!=="")));for(let t in e)e[t]&&!this.nt?.has(t)&&this.st.add(t);return this.render(e)}let i=s.element.classList;for(let t of this.st)t in e||(i.remove(t),this.st.delete(t));for(let t in e){let a=!!e[t];a===this.st.has(t)||this.nt?.has(t)||(a?(i.add(t),this.st.add(t)):(i.remove(t),this.st.delete(t)))}return se}})});var Yt=x(()=>{H3()});var U,x3=x(()=>{ce();U=s=>s??K});var Re=x(()=>{x3()});function Je(s,e=!1,i=!1){if(!(s instanceof Date)&&typeof s!="string")throw new TypeError("Timestamp prop must be a Date object or a string.");return e?Sa(s,i):ja(s)}function Qe(s){let e=Be().emojis?.[s];if(e)return e;let i=Ia.exec(s);if(i?.groups){let{name:t,id:a,animated:h}=i.groups;return{name:t,url:`https://cdn.discordapp.com/emojis/${a}.${h?"gif":"png"}`}}}function w3(s){if(s)return g3.get(s)??s}var Va,Aa,Ca,ja,Sa,Ia,Ue=x(()=>{Xt();Va=new Intl.DateTimeFormat("en-US",{day:"2-digit",month:"2-digit",year:"numeric"}),Aa=new Intl.DateTimeFormat("en-US",{hour12:!0,hour:"2-digit",minute:"2-digit"}),Ca=new Intl.DateTimeFormat("en-US",{hour12:!1,hour:"2-digit",minute:"2-digit"}),ja=s=>s instanceof Date?Va.format(s):s,Sa=(s,e=!1)=>s instanceof Date?e?Ca.format(s):Aa.format(s):s;Ia=/(?:<(?<animated>a)?:(?<name>\w{2,32}):)?(?<id>\d{17,21})>?/});function mt(s={}){return d`<svg
		${E(s)}
		class="discord-application-tag-verified"
		aria-label="Verified App"
		aria-hidden="false"
		width="16"
		height="16"
		viewBox="0 0 16 15.2"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Da}
	</svg>`}var Da,Hi=x(()=>{I();R();Da=T`
	<path d="M7.4,11.17,4,8.62,5,7.26l2,1.53L10.64,4l1.36,1Z" fill="currentColor" />
`});var xi,vt,a4,$3=x(()=>{Te();I();Y();Ee();Ae();Hi();xi=function(s,e,i,t,a,h){function r(g){if(g!==void 0&&typeof g!="function")throw new TypeError("Function expected");return g}for(var c=t.kind,u=c==="getter"?"get":c==="setter"?"set":"value",p=!e&&s?t.static?s:s.prototype:null,n=e||(p?Object.getOwnPropertyDescriptor(p,t.name):{}),o,$=!1,_=i.length-1;_>=0;_--){var b={};for(var f in t)b[f]=f==="access"?{}:t[f];for(var f in t.access)b.access[f]=t.access[f];b.addInitializer=function(g){if($)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(g||null))};var m=(0,i[_])(c==="accessor"?{get:n.get,set:n.set}:n[u],b);if(c==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(c==="field"?a.unshift(o):n[u]=o)}p&&Object.defineProperty(p,t.name,n),$=!0},vt=function(s,e,i){for(var t=arguments.length>2,a=0;a<e.length;a++)i=t?e[a].call(s,i):e[a].call(s);return t?i:void 0},a4=(()=>{let s=[G("discord-verified-author-tag")],e,i=[],t,a=N,h,r=[],c=[],u,p=[],n=[];var o=class extends a{static{t=this}static{let $=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[w({type:Boolean})],u=[J({context:Ne}),w({type:Boolean,reflect:!0,attribute:"compact-mode"})],xi(this,null,h,{kind:"accessor",name:"verified",static:!1,private:!1,access:{has:_=>"verified"in _,get:_=>_.verified,set:(_,b)=>{_.verified=b}},metadata:$},r,c),xi(this,null,u,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:_=>"compactMode"in _,get:_=>_.compactMode,set:(_,b)=>{_.compactMode=b}},metadata:$},p,n),xi(null,e={value:t},s,{kind:"class",name:t.name,metadata:$},null,i),o=t=e.value,$&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:$})}static styles=q`
		:host {
			background-color: #5865f2;
			color: #fff;
			font-size: 0.625em;
			margin-left: 4px;
			border-radius: 3px;
			line-height: 100%;
			text-transform: uppercase;
			display: inline-flex;
			align-items: center;
			height: 0.9375rem;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			border-radius: 0.1875rem;
		}

		:host .discord-application-tag-verified {
			display: inline-block;
			width: 0.9375rem;
			height: 0.9375rem;
			margin-left: -0.25rem;
		}

		:host([compact-mode]) {
			padding-left: 10px;
			padding-right: 4px;
			margin-right: 0.25rem;
			margin-left: 0px !important;
			margin-top: 0px !important;
		}

		:host([compact-mode]) .discord-application-tag-verified {
			margin-right: 0.7em;
			margin-left: -0.7em;
		}
	`;#e=vt(this,r,!1);get verified(){return this.#e}set verified($){this.#e=$}#t=(vt(this,c),vt(this,p,!1));get compactMode(){return this.#t}set compactMode($){this.#t=$}render(){return d`${O(this.verified,()=>mt())}App`}constructor(){super(...arguments),vt(this,n)}static{vt(t,i)}};return o=t})()});var k3,Oa,ft,T3=x(()=>{ce();Ge();k3="important",Oa=" !"+k3,ft=Pe(class extends Ve{constructor(s){if(super(s),s.type!==Ze.ATTRIBUTE||s.name!=="style"||s.strings?.length>2)throw Error("The `styleMap` directive must be used in the `style` attribute and must be the only part in the attribute.")}render(s){return Object.keys(s).reduce((e,i)=>{let t=s[i];return t==null?e:e+`${i=i.includes("-")?i:i.replace(/(?:^(webkit|moz|ms|o)|)(?=[A-Z])/g,"-$&").toLowerCase()}:${t};`},"")}update(s,[e]){let{style:i}=s.element;if(this.ft===void 0)return this.ft=new Set(Object.keys(e)),this.render(e);for(let t of this.ft)e[t]==null&&(this.ft.delete(t),t.includes("-")?i.removeProperty(t):i[t]=null);for(let t in e){let a=e[t];if(a!=null){this.ft.add(t);let h=typeof a=="string"&&a.endsWith(Oa);t.includes("-")||h?i.setProperty(t,h?a.slice(0,-11):a,h?k3:""):i[t]=a}}return se}})});var wi=x(()=>{T3()});var X,L,H4,E3=x(()=>{$3();Te();I();Y();Re();wi();Ee();Ue();Ae();Hi();X=function(s,e,i,t,a,h){function r(g){if(g!==void 0&&typeof g!="function")throw new TypeError("Function expected");return g}for(var c=t.kind,u=c==="getter"?"get":c==="setter"?"set":"value",p=!e&&s?t.static?s:s.prototype:null,n=e||(p?Object.getOwnPropertyDescriptor(p,t.name):{}),o,$=!1,_=i.length-1;_>=0;_--){var b={};for(var f in t)b[f]=f==="access"?{}:t[f];for(var f in t.access)b.access[f]=t.access[f];b.addInitializer=function(g){if($)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(g||null))};var m=(0,i[_])(c==="accessor"?{get:n.get,set:n.set}:n[u],b);if(c==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(c==="field"?a.unshift(o):n[u]=o)}p&&Object.defineProperty(p,t.name,n),$=!0},L=function(s,e,i){for(var t=arguments.length>2,a=0;a<e.length;a++)i=t?e[a].call(s,i):e[a].call(s);return t?i:void 0},H4=(()=>{let s=[G("discord-author-info")],e,i=[],t,a=N,h,r=[],c=[],u,p=[],n=[],o,$=[],_=[],b,f=[],m=[],g,D=[],j=[],F,M=[],v=[],S,Q=[],te=[],ie,me=[],ve=[],fe,pe=[],ue=[],ge,ze=[],_e=[],be,Me=[],ye=[],He,xe=[],we=[],$e,A=[],H=[];var P=class extends a{static{t=this}static{let V=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[w()],u=[w({type:Boolean})],o=[w({type:Boolean})],b=[w({type:Boolean,attribute:"official-app"})],g=[w({type:Boolean})],F=[w({attribute:"role-color"})],S=[w({attribute:"role-icon"})],ie=[w({attribute:"role-name"})],fe=[w({attribute:"clan-icon"})],ge=[w({attribute:"clan-tag"})],be=[w({type:Boolean})],He=[J({context:Ne}),w({type:Boolean,reflect:!0,attribute:"compact-mode"})],$e=[J({context:re}),w({type:Boolean,reflect:!0,attribute:"light-theme"})],X(this,null,h,{kind:"accessor",name:"author",static:!1,private:!1,access:{has:y=>"author"in y,get:y=>y.author,set:(y,B)=>{y.author=B}},metadata:V},r,c),X(this,null,u,{kind:"accessor",name:"bot",static:!1,private:!1,access:{has:y=>"bot"in y,get:y=>y.bot,set:(y,B)=>{y.bot=B}},metadata:V},p,n),X(this,null,o,{kind:"accessor",name:"server",static:!1,private:!1,access:{has:y=>"server"in y,get:y=>y.server,set:(y,B)=>{y.server=B}},metadata:V},$,_),X(this,null,b,{kind:"accessor",name:"officialApp",static:!1,private:!1,access:{has:y=>"officialApp"in y,get:y=>y.officialApp,set:(y,B)=>{y.officialApp=B}},metadata:V},f,m),X(this,null,g,{kind:"accessor",name:"op",static:!1,private:!1,access:{has:y=>"op"in y,get:y=>y.op,set:(y,B)=>{y.op=B}},metadata:V},D,j),X(this,null,F,{kind:"accessor",name:"roleColor",static:!1,private:!1,access:{has:y=>"roleColor"in y,get:y=>y.roleColor,set:(y,B)=>{y.roleColor=B}},metadata:V},M,v),X(this,null,S,{kind:"accessor",name:"roleIcon",static:!1,private:!1,access:{has:y=>"roleIcon"in y,get:y=>y.roleIcon,set:(y,B)=>{y.roleIcon=B}},metadata:V},Q,te),X(this,null,ie,{kind:"accessor",name:"roleName",static:!1,private:!1,access:{has:y=>"roleName"in y,get:y=>y.roleName,set:(y,B)=>{y.roleName=B}},metadata:V},me,ve),X(this,null,fe,{kind:"accessor",name:"clanIcon",static:!1,private:!1,access:{has:y=>"clanIcon"in y,get:y=>y.clanIcon,set:(y,B)=>{y.clanIcon=B}},metadata:V},pe,ue),X(this,null,ge,{kind:"accessor",name:"clanTag",static:!1,private:!1,access:{has:y=>"clanTag"in y,get:y=>y.clanTag,set:(y,B)=>{y.clanTag=B}},metadata:V},ze,_e),X(this,null,be,{kind:"accessor",name:"verified",static:!1,private:!1,access:{has:y=>"verified"in y,get:y=>y.verified,set:(y,B)=>{y.verified=B}},metadata:V},Me,ye),X(this,null,He,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:y=>"compactMode"in y,get:y=>y.compactMode,set:(y,B)=>{y.compactMode=B}},metadata:V},xe,we),X(this,null,$e,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:y=>"lightTheme"in y,get:y=>y.lightTheme,set:(y,B)=>{y.lightTheme=B}},metadata:V},A,H),X(null,e={value:t},s,{kind:"class",name:t.name,metadata:V},null,i),P=t=e.value,V&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:V})}static styles=q`
		:host {
			display: inline-flex;
			align-items: center;
			font-size: 16px;
			text-underline-offset: 1px;
			margin-right: 0.25rem;
		}

		:host .discord-author-username {
			color: #fff;
			font-size: 1em;
			font-weight: 500;
		}

		:host .discord-author-username:hover {
			text-decoration: underline;
			cursor: pointer;
		}

		:host([light-theme]) .discord-author-username {
			color: #23262a;
		}

		:host .discord-clan-tag {
			background-color: oklab(0.431937 0.00109309 -0.0132537 / 0.54);
			color: #fff;
			font-size: 12px;
			font-weight: 500;
			margin-left: 0.25rem;
			border-radius: 4px;
			line-height: 100%;
			text-transform: uppercase;
			display: inline-flex;
			width: max-content;
			gap: 0.25rem;
			justify-content: space-between;
			align-items: center;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			height: 1.2rem;
			min-width: 45px;
			line-height: 1rem !important;
			transition: background-color 100ms ease-in-out;
			cursor: pointer;
		}

		:host .discord-clan-tag:hover {
			background-color: oklab(0.431937 0.00109309 -0.0132537 / 0.34);
		}

		:host([light-theme]) .discord-clan-tag {
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.09);
			color: #000;
		}

		:host([light-theme]) .discord-clan-tag:hover {
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.03);
		}

		:host([compact-mode]) .discord-clan-tag {
			margin-left: 0rem;
		}

		:host .discord-clan-tag span,
		:host .discord-clan-tag svg,
		:host .discord-clan-tag img {
			user-select: none;
			-webkit-user-select: none;
		}

		:host .discord-application-tag {
			background-color: #5865f2;
			color: #fff;
			font-size: 0.625em;
			border-radius: 3px;
			line-height: 100%;
			text-transform: uppercase;

			/* Use flex layout to ensure both verified icon and "BOT" text are aligned to center */
			display: inline-flex;
			align-items: center;

			/* Styling taken through Inspect Element on Discord client for Windows */
			height: 0.9375rem;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			border-radius: 0.1875rem;
		}

		:host .discord-official-application {
			background-color: #5865f2;
			color: #fff;
			font-size: 0.625em;
			margin-left: 4px;
			border-radius: 3px;
			line-height: 100%;
			text-transform: uppercase;

			/* Use flex layout to ensure both verified icon and "BOT" text are aligned to center */
			display: flex;
			align-items: center;

			/* Styling taken through Inspect Element on Discord client for Windows */
			height: 0.9375rem;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			border-radius: 0.1875rem;
		}

		:host([compact-mode]) .discord-official-application {
			margin-right: 5px;
			margin-left: 0px !important;
		}

		:host .discord-application-tag.discord-application-tag-op {
			background-color: #c9cdfb;
			color: #4752c4;
			border-radius: 0.4rem;
		}

		:host .discord-author-role-icon {
			margin-left: 0.25rem;
			vertical-align: top;
			height: calc(1rem + 4px);
			width: calc(1rem + 4px);
		}

		:host([compact-mode]) .discord-author-username {
			margin-right: 0.25rem;
		}

		:host([compact-mode]) .discord-application-tag {
			padding-left: 10px;
			padding-right: 4px;
			margin-right: 0.25rem;
		}
	`;#e=L(this,r,void 0);get author(){return this.#e}set author(V){this.#e=V}#t=(L(this,c),L(this,p,!1));get bot(){return this.#t}set bot(V){this.#t=V}#i=(L(this,n),L(this,$,!1));get server(){return this.#i}set server(V){this.#i=V}#s=(L(this,_),L(this,f,!1));get officialApp(){return this.#s}set officialApp(V){this.#s=V}#a=(L(this,m),L(this,D,!1));get op(){return this.#a}set op(V){this.#a=V}#r=(L(this,j),L(this,M,void 0));get roleColor(){return this.#r}set roleColor(V){this.#r=V}#h=(L(this,v),L(this,Q,void 0));get roleIcon(){return this.#h}set roleIcon(V){this.#h=V}#o=(L(this,te),L(this,me,void 0));get roleName(){return this.#o}set roleName(V){this.#o=V}#l=(L(this,ve),L(this,pe,void 0));get clanIcon(){return this.#l}set clanIcon(V){this.#l=V}#n=(L(this,ue),L(this,ze,void 0));get clanTag(){return this.#n}set clanTag(V){this.#n=V}#c=(L(this,_e),L(this,Me,!1));get verified(){return this.#c}set verified(V){this.#c=V}#d=(L(this,ye),L(this,xe,!1));get compactMode(){return this.#d}set compactMode(V){this.#d=V}#m=(L(this,we),L(this,A,!1));get lightTheme(){return this.#m}set lightTheme(V){this.#m=V}render(){let V=w3(this.clanIcon),y=this.clanTag?.slice(0,4);return d`${O(this.compactMode,()=>null,()=>d`<span class="discord-author-username" style="${ft({color:this.roleColor??void 0})}">${this.author}</span>`)}
		${O(this.roleIcon&&!this.compactMode,()=>d`<img
					class="discord-author-role-icon"
					src=${U(this.roleIcon)}
					height="20"
					width="20"
					alt=${U(this.roleName)}
					draggable="false"
				/>`)}
		${O(this.bot&&!this.server&&!this.officialApp,()=>d`<discord-verified-author-tag .verified=${this.verified}></discord-verified-author-tag>`)}
		${O(this.server&&!this.bot&&!this.officialApp,()=>d`<span class="discord-application-tag">Server</span>`)}
		${O(this.officialApp&&!this.server&&!this.bot,()=>d`<span class="discord-official-application">${mt()}OFFICIAL</span>`)}
		${O(this.op,()=>d`<span class="discord-application-tag discord-application-tag-op">OP</span>`)}
		${O(this.compactMode,()=>d`<span class="discord-author-username" style="${ft({color:this.roleColor??void 0})}">${this.author}</span>`)}
		${O(this.clanIcon&&this.clanTag&&this.clanTag?.length>0,()=>d`
				<span class="discord-clan-tag">
					${V==="string"?d`<img srcset=${U(V)} alt=${U(y)} width="12" height="12" draggable="false" />`:V}
					<span>${y}</span>
				</span>
			`)} `}constructor(){super(...arguments),L(this,H)}static{L(t,i)}};return P=t})()});function $i(s={}){return d`<svg
		${E(s)}
		class="discord-message-ephemeral-icon"
		aria-hidden="false"
		width="16"
		height="16"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Pa}
	</svg>`}var Pa,V3=x(()=>{I();R();Pa=T`
 	<path 
		fill="currentColor" 
 		d="M15.56 11.77c.2-.1.44.02.44.23a4 4 0 1 1-4-4c.21 0 .33.25.23.44a2.5 2.5 0 0 0 3.32 3.32Z"
 	/>
  	<path 
		fill="currentColor" 
  		fill-rule="evenodd" 
  		d="M22.89 11.7q.105.3 0 .6C22.27 13.9 19.1 21 12 21c-7.11 0-10.27-7.11-10.89-8.7a.83.83 0 0 1 0-.6C1.73 10.1 4.9 3 12 3c7.11 0 10.27 7.11 10.89 8.7m-4.5-3.62A15.1 15.1 0 0 1 20.85 12c-.38.88-1.18 2.47-2.46 3.92C16.87 17.62 14.8 19 12 19s-4.87-1.38-6.39-3.08A15.1 15.1 0 0 1 3.15 12c.38-.88 1.18-2.47 2.46-3.92C7.13 6.38 9.2 5 12 5s4.87 1.38 6.39 3.08" 
  		clip-rule="evenodd"
  	/>
`});var W,C,N4,A3=x(()=>{Te();I();Y();Yt();Re();Ee();Xt();Ue();E3();Ae();V3();W=function(s,e,i,t,a,h){function r(g){if(g!==void 0&&typeof g!="function")throw new TypeError("Function expected");return g}for(var c=t.kind,u=c==="getter"?"get":c==="setter"?"set":"value",p=!e&&s?t.static?s:s.prototype:null,n=e||(p?Object.getOwnPropertyDescriptor(p,t.name):{}),o,$=!1,_=i.length-1;_>=0;_--){var b={};for(var f in t)b[f]=f==="access"?{}:t[f];for(var f in t.access)b.access[f]=t.access[f];b.addInitializer=function(g){if($)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(g||null))};var m=(0,i[_])(c==="accessor"?{get:n.get,set:n.set}:n[u],b);if(c==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(c==="field"?a.unshift(o):n[u]=o)}p&&Object.defineProperty(p,t.name,n),$=!0},C=function(s,e,i){for(var t=arguments.length>2,a=0;a<e.length;a++)i=t?e[a].call(s,i):e[a].call(s);return t?i:void 0},N4=(()=>{let s=[G("discord-message")],e,i=[],t,a=N,h,r=[],c=[],u,p=[],n=[],o,$=[],_=[],b,f=[],m=[],g,D=[],j=[],F,M=[],v=[],S,Q=[],te=[],ie,me=[],ve=[],fe,pe=[],ue=[],ge,ze=[],_e=[],be,Me=[],ye=[],He,xe=[],we=[],$e,A=[],H=[],P,V=[],y=[],B,Ti=[],Ei=[],Vi,Ai=[],Ci=[],ji,Si=[],Ii=[],Di,Oi=[],Pi=[],Bi,Ni=[],Ri=[],Ui,Li=[],Fi=[],qi,Wi=[],Zi=[],Gi,Ki=[],Ji=[],Qi,Xi=[],Yi=[],es,ts=[],is=[];var ss=class extends a{static{t=this}static{let z=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[w()],u=[w()],o=[w()],b=[w({type:Boolean})],g=[w({type:Boolean})],F=[w({type:Boolean,attribute:"official-app"})],S=[w({type:Boolean})],ie=[w({type:Boolean})],fe=[w({type:Boolean})],ge=[w({attribute:"role-color"})],be=[w({attribute:"role-icon"})],He=[w({attribute:"role-name"})],$e=[w({attribute:"clan-icon"})],P=[w({attribute:"clan-tag"})],B=[w({type:Boolean,reflect:!0})],Vi=[w({type:Boolean,reflect:!0})],ji=[w({type:String,converter:l=>Je(l,!1,!1),attribute:!0})],Di=[w({type:Boolean,attribute:"twenty-four"})],Bi=[w({type:Boolean,attribute:"message-body-only"})],Ui=[J({context:re}),w({type:Boolean,reflect:!0,attribute:"light-theme"})],qi=[J({context:Ne}),w({type:Boolean,reflect:!0,attribute:"compact-mode"})],Gi=[J({context:yi}),w({type:Boolean,reflect:!0,attribute:"no-background"})],Qi=[w({type:Boolean,reflect:!0,attribute:"has-thread"})],es=[w({reflect:!1,attribute:"dismiss-message-clicked"})],W(this,null,h,{kind:"accessor",name:"profile",static:!1,private:!1,access:{has:l=>"profile"in l,get:l=>l.profile,set:(l,k)=>{l.profile=k}},metadata:z},r,c),W(this,null,u,{kind:"accessor",name:"author",static:!1,private:!1,access:{has:l=>"author"in l,get:l=>l.author,set:(l,k)=>{l.author=k}},metadata:z},p,n),W(this,null,o,{kind:"accessor",name:"avatar",static:!1,private:!1,access:{has:l=>"avatar"in l,get:l=>l.avatar,set:(l,k)=>{l.avatar=k}},metadata:z},$,_),W(this,null,b,{kind:"accessor",name:"bot",static:!1,private:!1,access:{has:l=>"bot"in l,get:l=>l.bot,set:(l,k)=>{l.bot=k}},metadata:z},f,m),W(this,null,g,{kind:"accessor",name:"server",static:!1,private:!1,access:{has:l=>"server"in l,get:l=>l.server,set:(l,k)=>{l.server=k}},metadata:z},D,j),W(this,null,F,{kind:"accessor",name:"officialApp",static:!1,private:!1,access:{has:l=>"officialApp"in l,get:l=>l.officialApp,set:(l,k)=>{l.officialApp=k}},metadata:z},M,v),W(this,null,S,{kind:"accessor",name:"verified",static:!1,private:!1,access:{has:l=>"verified"in l,get:l=>l.verified,set:(l,k)=>{l.verified=k}},metadata:z},Q,te),W(this,null,ie,{kind:"accessor",name:"op",static:!1,private:!1,access:{has:l=>"op"in l,get:l=>l.op,set:(l,k)=>{l.op=k}},metadata:z},me,ve),W(this,null,fe,{kind:"accessor",name:"edited",static:!1,private:!1,access:{has:l=>"edited"in l,get:l=>l.edited,set:(l,k)=>{l.edited=k}},metadata:z},pe,ue),W(this,null,ge,{kind:"accessor",name:"roleColor",static:!1,private:!1,access:{has:l=>"roleColor"in l,get:l=>l.roleColor,set:(l,k)=>{l.roleColor=k}},metadata:z},ze,_e),W(this,null,be,{kind:"accessor",name:"roleIcon",static:!1,private:!1,access:{has:l=>"roleIcon"in l,get:l=>l.roleIcon,set:(l,k)=>{l.roleIcon=k}},metadata:z},Me,ye),W(this,null,He,{kind:"accessor",name:"roleName",static:!1,private:!1,access:{has:l=>"roleName"in l,get:l=>l.roleName,set:(l,k)=>{l.roleName=k}},metadata:z},xe,we),W(this,null,$e,{kind:"accessor",name:"clanIcon",static:!1,private:!1,access:{has:l=>"clanIcon"in l,get:l=>l.clanIcon,set:(l,k)=>{l.clanIcon=k}},metadata:z},A,H),W(this,null,P,{kind:"accessor",name:"clanTag",static:!1,private:!1,access:{has:l=>"clanTag"in l,get:l=>l.clanTag,set:(l,k)=>{l.clanTag=k}},metadata:z},V,y),W(this,null,B,{kind:"accessor",name:"highlight",static:!1,private:!1,access:{has:l=>"highlight"in l,get:l=>l.highlight,set:(l,k)=>{l.highlight=k}},metadata:z},Ti,Ei),W(this,null,Vi,{kind:"accessor",name:"ephemeral",static:!1,private:!1,access:{has:l=>"ephemeral"in l,get:l=>l.ephemeral,set:(l,k)=>{l.ephemeral=k}},metadata:z},Ai,Ci),W(this,null,ji,{kind:"accessor",name:"timestamp",static:!1,private:!1,access:{has:l=>"timestamp"in l,get:l=>l.timestamp,set:(l,k)=>{l.timestamp=k}},metadata:z},Si,Ii),W(this,null,Di,{kind:"accessor",name:"twentyFour",static:!1,private:!1,access:{has:l=>"twentyFour"in l,get:l=>l.twentyFour,set:(l,k)=>{l.twentyFour=k}},metadata:z},Oi,Pi),W(this,null,Bi,{kind:"accessor",name:"messageBodyOnly",static:!1,private:!1,access:{has:l=>"messageBodyOnly"in l,get:l=>l.messageBodyOnly,set:(l,k)=>{l.messageBodyOnly=k}},metadata:z},Ni,Ri),W(this,null,Ui,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:l=>"lightTheme"in l,get:l=>l.lightTheme,set:(l,k)=>{l.lightTheme=k}},metadata:z},Li,Fi),W(this,null,qi,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:l=>"compactMode"in l,get:l=>l.compactMode,set:(l,k)=>{l.compactMode=k}},metadata:z},Wi,Zi),W(this,null,Gi,{kind:"accessor",name:"noBackground",static:!1,private:!1,access:{has:l=>"noBackground"in l,get:l=>l.noBackground,set:(l,k)=>{l.noBackground=k}},metadata:z},Ki,Ji),W(this,null,Qi,{kind:"accessor",name:"hasThread",static:!1,private:!1,access:{has:l=>"hasThread"in l,get:l=>l.hasThread,set:(l,k)=>{l.hasThread=k}},metadata:z},Xi,Yi),W(this,null,es,{kind:"accessor",name:"dismissMessageClicked",static:!1,private:!1,access:{has:l=>"dismissMessageClicked"in l,get:l=>l.dismissMessageClicked,set:(l,k)=>{l.dismissMessageClicked=k}},metadata:z},ts,is),W(null,e={value:t},s,{kind:"class",name:t.name,metadata:z},null,i),ss=t=e.value,z&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:z})}static styles=q`
		:host {
			color: #dcddde;
			display: flex;
			flex-direction: column;
			font-size: 0.9em;
			font-family: 'gg sans', 'Noto Sans', Whitney, 'Helvetica Neue', Helvetica, Roboto, Arial, sans-serif;

			position: relative;
			word-wrap: break-word;
			-webkit-user-select: text;
			-moz-user-select: text;
			-ms-user-select: text;
			user-select: text;
			-webkit-box-flex: 0;
			-ms-flex: 0 0 auto;
			flex: 0 0 auto;
			min-height: 1.375rem;
			padding-left: 1em;
			padding-right: 48px;
			margin-top: inherit;
			margin-bottom: inherit;
			line-height: 16px;
		}

		.discord-message-inner {
			display: flex;
			position: relative;
			-webkit-box-flex: 0;
			-ms-flex: 0 0 auto;
			flex: 0 0 auto;
		}

		.discord-message-inner-center {
			align-items: center;
		}

		:host([message-body-only]) {
			margin-top: 0px !important;
			padding-top: 0.125rem !important;
			padding-bottom: 0.0625rem !important;
		}

		:host([highlight]),
		:host([ephemeral]) {
			padding-right: 5px;
			position: relative;
		}

		:host([highlight])::before,
		:host([ephemeral])::before {
			content: '';
			position: absolute;
			display: block;
			top: 0;
			left: 0;
			bottom: 0;
			pointer-events: none;
			width: 2px;
		}

		:host([highlight]) {
			background-color: rgba(250, 166, 26, 0.1);
		}

		:host([highlight][light-theme]) {
			background-color: rgba(250, 166, 26, 0.1);
		}

		:host([highlight])::before {
			background-color: #faa61a;
		}

		:host([light-theme][highlight])::before {
			background-color: #af7615;
		}

		:host([ephemeral]) {
			background-color: rgba(88, 101, 242, 0.05);
		}

		:host([ephemeral]:hover) {
			background-color: rgba(88, 101, 242, 0.1);
		}

		:host([ephemeral])::before {
			background-color: #5865f2;
		}

		:host([light-theme]) {
			color: #2e3338;
			border-color: #eceeef;
		}

		.discord-author-avatar {
			margin-right: 16px;
			margin-top: 5px;
			min-width: 40px;
			z-index: 1;
			display: flex;
		}

		.discord-author-avatar img {
			width: 40px;
			height: 40px;
			border-radius: 50%;
			cursor: pointer;
		}

		.discord-message-timestamp {
			color: #72767d;
			font-size: 12px;
			margin-left: 3px;
		}

		.discord-message-body-only-indent {
			width: 56px;
		}

		:host(:hover) .discord-message-timestamp-hover::before {
			content: attr(datetime);
		}

		:host([light-theme]) .discord-message-timestamp {
			color: #747f8d;
		}

		.discord-message-edited {
			color: #72767d;
			font-size: 10px;
		}

		:host([light-theme]) .discord-message-edited {
			color: #99aab5;
		}

		.discord-message-content {
			width: 100%;
			line-height: 160%;
			font-weight: normal;
			padding-top: 2px;
		}

		.discord-message-body {
			font-size: 1rem;
			font-weight: 400;
			word-break: break-word;
			position: relative;
		}

		:host([light-theme]) .discord-message-timestamp,
		:host([compact-mode]) .discord-message:hover .discord-message-timestamp {
			color: #99aab5;
		}

		:host([light-theme][compact-mode]).discord-message-timestamp {
			color: #d1d9de;
		}

		:host([compact-mode]) .discord-message-timestamp {
			display: inline-block;
			width: 3.1rem;
			text-align: right;
			font-size: 0.6875rem;
			line-height: 1.375rem;
			margin-right: 0.375rem;
			margin-left: 0;
			text-indent: 0;
		}

		:host([compact-mode]) .discord-message-body {
			line-height: 1.375rem;
			padding-left: 10px;
			margin-left: -6px;
		}

		:host([compact-mode]) .discord-message-compact-indent {
			padding-left: 10px;
		}

		:host .discord-message-markup {
			font-size: 1rem;
			line-height: 1.375rem;
			word-wrap: break-word;
			user-select: text;
			font-weight: 400;
			display: inline;
		}

		:host(:hover) {
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.03);
		}

		:host([highlight]:hover) {
			background-color: hsl(40 calc(1 * 86.4%) 56.9%/0.08);
		}

		:host([has-thread]):after {
			width: 2rem;
			left: 2.2rem;
			top: 4.8rem;
			border-left: 2px solid #4f545c !important;
			border-bottom: 2px solid #4f545c !important;
			border-bottom-left-radius: 8px !important;
			bottom: 29px;
			content: '';
			position: absolute;
		}

		:host([light-theme][has-Thread]):after {
			border-color: #747f8d !important;
		}

		.discord-message-ephemeral {
			margin-top: 4px;
			font-size: 12px;
			font-weight: 400;
			color: #72767d;
		}

		:host([light-theme]) .discord-message-ephemeral {
			color: #747f8d;
		}

		.discord-message-ephemeral .discord-message-ephemeral-link {
			color: #00aff4;
			font-weight: 500;
			cursor: pointer;
		}

		.discord-message-ephemeral .discord-message-ephemeral-link:hover {
			text-decoration: underline;
		}

		.discord-message-ephemeral .discord-message-ephemeral-icon {
			margin-right: 4px;
			vertical-align: text-bottom;
		}
	`;#e=C(this,r,void 0);get profile(){return this.#e}set profile(z){this.#e=z}#t=(C(this,c),C(this,p,"User"));get author(){return this.#t}set author(z){this.#t=z}#i=(C(this,n),C(this,$,void 0));get avatar(){return this.#i}set avatar(z){this.#i=z}#s=(C(this,_),C(this,f,!1));get bot(){return this.#s}set bot(z){this.#s=z}#a=(C(this,m),C(this,D,!1));get server(){return this.#a}set server(z){this.#a=z}#r=(C(this,j),C(this,M,!1));get officialApp(){return this.#r}set officialApp(z){this.#r=z}#h=(C(this,v),C(this,Q,!1));get verified(){return this.#h}set verified(z){this.#h=z}#o=(C(this,te),C(this,me,!1));get op(){return this.#o}set op(z){this.#o=z}#l=(C(this,ve),C(this,pe,!1));get edited(){return this.#l}set edited(z){this.#l=z}#n=(C(this,ue),C(this,ze,void 0));get roleColor(){return this.#n}set roleColor(z){this.#n=z}#c=(C(this,_e),C(this,Me,void 0));get roleIcon(){return this.#c}set roleIcon(z){this.#c=z}#d=(C(this,ye),C(this,xe,void 0));get roleName(){return this.#d}set roleName(z){this.#d=z}#m=(C(this,we),C(this,A,void 0));get clanIcon(){return this.#m}set clanIcon(z){this.#m=z}#v=(C(this,H),C(this,V,void 0));get clanTag(){return this.#v}set clanTag(z){this.#v=z}#f=(C(this,y),C(this,Ti,!1));get highlight(){return this.#f}set highlight(z){this.#f=z}#p=(C(this,Ei),C(this,Ai,!1));get ephemeral(){return this.#p}set ephemeral(z){this.#p=z}#u=(C(this,Ci),C(this,Si,new Date));get timestamp(){return this.#u}set timestamp(z){this.#u=z}#g=(C(this,Ii),C(this,Oi,!1));get twentyFour(){return this.#g}set twentyFour(z){this.#g=z}#z=(C(this,Pi),C(this,Ni,!1));get messageBodyOnly(){return this.#z}set messageBodyOnly(z){this.#z=z}#_=(C(this,Ri),C(this,Li,!1));get lightTheme(){return this.#_}set lightTheme(z){this.#_=z}#b=(C(this,Fi),C(this,Wi,!1));get compactMode(){return this.#b}set compactMode(z){this.#b=z}#M=(C(this,Zi),C(this,Ki,!1));get noBackground(){return this.#M}set noBackground(z){this.#M=z}#y=(C(this,Ji),C(this,Xi,!1));get hasThread(){return this.#y}set hasThread(z){this.#y=z}#H=(C(this,Yi),C(this,ts,()=>{}));get dismissMessageClicked(){return this.#H}set dismissMessageClicked(z){this.#H=z}willUpdate(){this.hasThread=Array.from(this.children).some(z=>z.tagName.toLowerCase()==="discord-thread"),this.highlight=this.highlight||Array.from(this.children).some(z=>z.tagName.toLowerCase()==="discord-mention"&&z.hasAttribute("highlight")&&(z.type==="user"||z.type==="role"))}handleSpaceToDismissMessage(z){z.code==="Space"&&(z.preventDefault(),z.stopPropagation(),this.dismissMessageClicked?.())}render(){let z={author:this.author,bot:this.bot,officialApp:this.officialApp,verified:this.verified,server:this.server,op:this.op,roleColor:this.roleColor,roleIcon:this.roleIcon,clanIcon:this.clanIcon,clanTag:this.clanTag,roleName:this.roleName},l=this.profile!==void 0&&Reflect.get(v3,this.profile)||{},k={...z,...l,avatar:this.resolveAvatar(l.avatar??this.avatar)},et=Je(this.timestamp,this.compactMode,this.twentyFour)??void 0;return d`
			<slot name="reply"></slot>
			<div
				class=${Ce({"discord-message-inner":!0,"discord-message-inner-center":this.messageBodyOnly})}
			>
				${O(this.compactMode&&!this.messageBodyOnly,()=>d`<time datetime="${U(et)}" class="discord-message-timestamp">${et}</time>`,()=>null)}
				${O(this.messageBodyOnly,()=>d`<time
							datetime="${U(et)}"
							class=${Ce({"discord-message-timestamp":!0,"discord-message-timestamp-hover":!0,"discord-message-body-only-indent":!this.compactMode})}
						></time>`,()=>null)}
				${O(this.compactMode||this.messageBodyOnly,()=>null,()=>d`<div class="discord-author-avatar">
							<img src="${U(k.avatar)}" alt="${U(k.author)}" />
						</div>`)}

				<div class="discord-message-content">
					${O(this.compactMode||this.messageBodyOnly,()=>null,()=>d`
							<discord-author-info
								author=${k.author??""}
								?bot=${k.bot??!1}
								?server=${k.server??!1}
								?official-app=${k.officialApp??!1}
								?verified=${k.verified??!1}
								?op=${k.op??!1}
								role-color=${k.roleColor??""}
								role-icon=${k.roleIcon??""}
								role-name=${k.roleName??""}
								clan-icon=${k.clanIcon??""}
								clan-tag=${k.clanTag??""}
							></discord-author-info
							><time datetime="${U(et)}" class="discord-message-timestamp">${et}</time>
						`)}
					<div class="discord-message-body">
						${O(this.compactMode,()=>d`<discord-author-info
									author=${k.author??""}
									?bot=${k.bot??!1}
									?server=${k.server??!1}
									?official-app=${k.officialApp??!1}
									?verified=${k.verified??!1}
									?op=${k.op??!1}
									role-color=${k.roleColor??""}
									role-icon=${k.roleIcon??""}
									role-name=${k.roleName??""}
									clan-icon=${k.clanIcon??""}
									clan-tag=${k.clanTag??""}
								></discord-author-info>`,()=>null)}<span class="discord-message-markup"><slot></slot></span>
						${O(this.edited,()=>d`<span class="discord-message-edited">(edited)</span>`,()=>null)}
					</div>
					<div class="discord-message-compact-indent">
						<slot name="attachments"></slot>
						<slot name="embeds"></slot>
						<slot name="components"></slot>
						<slot name="reactions"></slot>
						<slot name="thread"></slot>
						${O(this.ephemeral,()=>d`
								<div class="discord-message-ephemeral">
									${$i()} Only you can see this •
									<span
										role="button"
										class="discord-message-ephemeral-link"
										@click=${this.dismissMessageClicked}
										@keydown=${this.handleSpaceToDismissMessage}
										>Dismiss message</span
									>
								</div>
							`,()=>null)}
					</div>
				</div>
			</div>
		`}resolveAvatar(z){return z===void 0?Qt.default:Qt[z]??z??Qt.default}constructor(){super(...arguments),C(this,is)}static{C(t,i)}};return ss=t})()});var Xe,he,G4,ki=x(()=>{I();Y();Yt();Re();Ue();Xe=function(s,e,i,t,a,h){function r(g){if(g!==void 0&&typeof g!="function")throw new TypeError("Function expected");return g}for(var c=t.kind,u=c==="getter"?"get":c==="setter"?"set":"value",p=!e&&s?t.static?s:s.prototype:null,n=e||(p?Object.getOwnPropertyDescriptor(p,t.name):{}),o,$=!1,_=i.length-1;_>=0;_--){var b={};for(var f in t)b[f]=f==="access"?{}:t[f];for(var f in t.access)b.access[f]=t.access[f];b.addInitializer=function(g){if($)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(g||null))};var m=(0,i[_])(c==="accessor"?{get:n.get,set:n.set}:n[u],b);if(c==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(c==="field"?a.unshift(o):n[u]=o)}p&&Object.defineProperty(p,t.name,n),$=!0},he=function(s,e,i){for(var t=arguments.length>2,a=0;a<e.length;a++)i=t?e[a].call(s,i):e[a].call(s);return t?i:void 0},G4=(()=>{let s=[G("discord-custom-emoji")],e,i=[],t,a=N,h,r=[],c=[],u,p=[],n=[],o,$=[],_=[],b,f=[],m=[],g,D=[],j=[];var F=class extends a{static{t=this}static{let M=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[w()],u=[w()],o=[w({attribute:!1})],b=[w({type:Boolean,attribute:"embed-emoji"})],g=[w({type:Boolean,attribute:"jumbo"})],Xe(this,null,h,{kind:"accessor",name:"name",static:!1,private:!1,access:{has:v=>"name"in v,get:v=>v.name,set:(v,S)=>{v.name=S}},metadata:M},r,c),Xe(this,null,u,{kind:"accessor",name:"url",static:!1,private:!1,access:{has:v=>"url"in v,get:v=>v.url,set:(v,S)=>{v.url=S}},metadata:M},p,n),Xe(this,null,o,{kind:"accessor",name:"customEmojisMap",static:!1,private:!1,access:{has:v=>"customEmojisMap"in v,get:v=>v.customEmojisMap,set:(v,S)=>{v.customEmojisMap=S}},metadata:M},$,_),Xe(this,null,b,{kind:"accessor",name:"embedEmoji",static:!1,private:!1,access:{has:v=>"embedEmoji"in v,get:v=>v.embedEmoji,set:(v,S)=>{v.embedEmoji=S}},metadata:M},f,m),Xe(this,null,g,{kind:"accessor",name:"jumbo",static:!1,private:!1,access:{has:v=>"jumbo"in v,get:v=>v.jumbo,set:(v,S)=>{v.jumbo=S}},metadata:M},D,j),Xe(null,e={value:t},s,{kind:"class",name:t.name,metadata:M},null,i),F=t=e.value,M&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:M})}static styles=q`
		.discord-custom-emoji {
			display: inline-block;
			cursor: pointer;
		}

		.discord-custom-emoji .discord-custom-emoji-image {
			object-fit: contain;
			width: 1.375rem;
			height: 1.375rem;
			vertical-align: bottom;
		}

		.discord-custom-emoji .discord-custom-jumbo-emoji-image {
			width: 3rem;
			height: 3rem;
			min-height: 3rem;
		}

		.discord-embed-custom-emoji {
			display: inline-block;
		}

		.discord-embed-custom-emoji .discord-embed-custom-emoji-image {
			width: 18px;
			height: 18px;
			vertical-align: bottom;
		}
	`;#e=he(this,r,void 0);get name(){return this.#e}set name(M){this.#e=M}#t=(he(this,c),he(this,p,void 0));get url(){return this.#t}set url(M){this.#t=M}#i=(he(this,n),he(this,$,{}));get customEmojisMap(){return this.#i}set customEmojisMap(M){this.#i=M}#s=(he(this,_),he(this,f,void 0));get embedEmoji(){return this.#s}set embedEmoji(M){this.#s=M}#a=(he(this,m),he(this,D,void 0));get jumbo(){return this.#a}set jumbo(M){this.#a=M}willUpdate(){if(!this.url&&this.name){let M=Qe(this.name)??this.customEmojisMap[this.name];M&&(this.url??=M.url??"",this.embedEmoji??=M.embedEmoji??!1)}}render(){let M=`:${this.name}:`;return d`<span
			class=${Ce({"discord-embed-custom-emoji":this.embedEmoji,"discord-custom-emoji":!this.embedEmoji})}
			><img
				aria-label=${M}
				src=${U(this.url)}
				alt=${M}
				draggable="false"
				class=${Ce({"discord-embed-custom-emoji-image":this.embedEmoji,"discord-custom-emoji-image":!this.embedEmoji,"discord-custom-jumbo-emoji-image":this.jumbo})}
		/></span> `}constructor(){super(...arguments),he(this,j)}static{he(t,i)}};return F=t})()});var ee,Z,ol,C3=x(()=>{Te();I();Y();Yt();Re();wi();Ee();Ue();ki();Ae();ee=function(s,e,i,t,a,h){function r(g){if(g!==void 0&&typeof g!="function")throw new TypeError("Function expected");return g}for(var c=t.kind,u=c==="getter"?"get":c==="setter"?"set":"value",p=!e&&s?t.static?s:s.prototype:null,n=e||(p?Object.getOwnPropertyDescriptor(p,t.name):{}),o,$=!1,_=i.length-1;_>=0;_--){var b={};for(var f in t)b[f]=f==="access"?{}:t[f];for(var f in t.access)b.access[f]=t.access[f];b.addInitializer=function(g){if($)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(g||null))};var m=(0,i[_])(c==="accessor"?{get:n.get,set:n.set}:n[u],b);if(c==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(c==="field"?a.unshift(o):n[u]=o)}p&&Object.defineProperty(p,t.name,n),$=!0},Z=function(s,e,i){for(var t=arguments.length>2,a=0;a<e.length;a++)i=t?e[a].call(s,i):e[a].call(s);return t?i:void 0},ol=(()=>{let s=[G("discord-embed")],e,i=[],t,a=N,h,r=[],c=[],u,p=[],n=[],o,$=[],_=[],b,f=[],m=[],g,D=[],j=[],F,M=[],v=[],S,Q=[],te=[],ie,me=[],ve=[],fe,pe=[],ue=[],ge,ze=[],_e=[],be,Me=[],ye=[],He,xe=[],we=[];var $e=class extends a{static{t=this}static{let A=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[w()],u=[w({attribute:"author-name"})],o=[w({attribute:"author-image"})],b=[w({attribute:"author-url"})],g=[w({attribute:"embed-title"})],F=[w({attribute:!1})],S=[w()],ie=[w()],fe=[w()],ge=[w()],be=[w()],He=[J({context:re,subscribe:!0}),w({type:Boolean,reflect:!0,attribute:"light-theme"})],ee(this,null,h,{kind:"accessor",name:"color",static:!1,private:!1,access:{has:H=>"color"in H,get:H=>H.color,set:(H,P)=>{H.color=P}},metadata:A},r,c),ee(this,null,u,{kind:"accessor",name:"authorName",static:!1,private:!1,access:{has:H=>"authorName"in H,get:H=>H.authorName,set:(H,P)=>{H.authorName=P}},metadata:A},p,n),ee(this,null,o,{kind:"accessor",name:"authorImage",static:!1,private:!1,access:{has:H=>"authorImage"in H,get:H=>H.authorImage,set:(H,P)=>{H.authorImage=P}},metadata:A},$,_),ee(this,null,b,{kind:"accessor",name:"authorUrl",static:!1,private:!1,access:{has:H=>"authorUrl"in H,get:H=>H.authorUrl,set:(H,P)=>{H.authorUrl=P}},metadata:A},f,m),ee(this,null,g,{kind:"accessor",name:"embedTitle",static:!1,private:!1,access:{has:H=>"embedTitle"in H,get:H=>H.embedTitle,set:(H,P)=>{H.embedTitle=P}},metadata:A},D,j),ee(this,null,F,{kind:"accessor",name:"embedEmojisMap",static:!1,private:!1,access:{has:H=>"embedEmojisMap"in H,get:H=>H.embedEmojisMap,set:(H,P)=>{H.embedEmojisMap=P}},metadata:A},M,v),ee(this,null,S,{kind:"accessor",name:"url",static:!1,private:!1,access:{has:H=>"url"in H,get:H=>H.url,set:(H,P)=>{H.url=P}},metadata:A},Q,te),ee(this,null,ie,{kind:"accessor",name:"thumbnail",static:!1,private:!1,access:{has:H=>"thumbnail"in H,get:H=>H.thumbnail,set:(H,P)=>{H.thumbnail=P}},metadata:A},me,ve),ee(this,null,fe,{kind:"accessor",name:"image",static:!1,private:!1,access:{has:H=>"image"in H,get:H=>H.image,set:(H,P)=>{H.image=P}},metadata:A},pe,ue),ee(this,null,ge,{kind:"accessor",name:"video",static:!1,private:!1,access:{has:H=>"video"in H,get:H=>H.video,set:(H,P)=>{H.video=P}},metadata:A},ze,_e),ee(this,null,be,{kind:"accessor",name:"provider",static:!1,private:!1,access:{has:H=>"provider"in H,get:H=>H.provider,set:(H,P)=>{H.provider=P}},metadata:A},Me,ye),ee(this,null,He,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:H=>"lightTheme"in H,get:H=>H.lightTheme,set:(H,P)=>{H.lightTheme=P}},metadata:A},xe,we),ee(null,e={value:t},s,{kind:"class",name:t.name,metadata:A},null,i),$e=t=e.value,A&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:A})}static styles=q`
		:host {
			color: #dcddde;
			display: flex;
			font-size: 13px;
			line-height: 150%;
			margin-bottom: 8px;
			margin-top: 8px;
		}

		:host([light-theme]) {
			color: #2e3338;
		}

		:host .discord-left-border {
			background-color: #202225;
			border-radius: 4px 0 0 4px;
			flex-shrink: 0;
			width: 4px;
		}

		:host([light-theme]) .discord-left-border {
			background-color: #e3e5e8;
		}

		:host .discord-embed-root {
			display: grid;
			grid-auto-flow: row;
			grid-row-gap: 0.25rem;
			min-height: 0;
			min-width: 0;
			text-indent: 0;
		}

		:host .discord-embed-wrapper {
			background-color: #2f3136;
			max-width: 520px;
			border: 1px solid rgba(46, 48, 54, 0.6);
			border-radius: 0 4px 4px 0;
			justify-self: start;
			align-self: start;
			display: grid;
			box-sizing: border-box;
		}

		:host([light-theme]) .discord-embed-wrapper {
			background-color: rgb(242, 243, 245);
			border-color: rgba(205, 205, 205, 0.3);
		}

		:host .discord-embed-wrapper .discord-embed-grid {
			display: inline-grid;
			grid-template-columns: auto -webkit-min-content;
			grid-template-columns: auto min-content;
			grid-template-columns: auto;
			grid-template-rows: auto;
			padding: 0.5rem 1rem 1rem 0.75rem;
		}

		:host .discord-embed-thumbnail {
			border-radius: 4px;
			flex-shrink: 0;
			grid-column: 2/2;
			grid-row: 1/8;
			justify-self: end;
			margin-left: 16px;
			margin-top: 8px;
			max-height: 80px;
			max-width: 80px;
			object-fit: contain;
			object-position: top center;
		}

		:host .discord-embed-author {
			-webkit-box-align: center;
			align-items: center;
			color: #fff;
			font-size: 14px;
			display: flex;
			font-weight: 600;
			grid-column: 1 / 1;
			margin-top: 8px;
			min-width: 0;
		}

		:host([light-theme]) .discord-embed-author {
			color: #060607;
		}

		:host .discord-embed-author a {
			color: #fff;
			font-weight: 600;
			text-decoration: none;
		}

		:host .discord-embed-author a:hover {
			text-decoration: underline;
		}

		:host([light-theme]) .discord-embed-author a {
			color: #060607;
		}

		:host .discord-embed-author .discord-author-image {
			border-radius: 50%;
			height: 24px;
			margin-right: 8px;
			width: 24px;
		}

		:host .discord-embed-author-block,
		:host .discord-embed-author-block > span {
			max-width: 95%;
		}

		:host .discord-embed-provider {
			font-size: 0.75rem;
			line-height: 1rem;
			font-weight: 400;
			grid-column: 1/1;
			margin-top: 8px;
			unicode-bidi: plaintext;
			text-align: left;
		}

		:host([light-theme]) .discord-embed-provider {
			color: #4f545c;
		}

		:host .discord-embed-title {
			-webkit-box-align: center;
			align-items: center;
			color: #fff;
			display: inline-block;
			font-size: 1rem;
			font-weight: 600;
			grid-column: 1 / 1;
			margin-top: 8px;
			min-width: 0;
		}

		:host([light-theme]) .discord-embed-title {
			color: #060607;
		}

		:host .discord-embed-title a {
			color: #00aff4;
			font-weight: 600;
			text-decoration: none;
		}

		:host .discord-embed-title a:hover {
			text-decoration: underline;
		}

		:host .discord-embed-image {
			border-radius: 4px;
			max-width: 300px;
			max-height: 300px;
		}

		:host .discord-embed-media {
			border-radius: 4px;
			contain: paint;
			display: block;
			grid-column: 1/1;
			margin-top: 16px;
		}

		:host .discord-embed-media.discord-embed-media-video {
			height: 225px;
		}

		:host .discord-embed.media .discord-embed-image {
			overflow: hidden;
			position: relative;
			user-select: text;
		}

		:host .discord-embed-media .discord-embed-video {
			-webkit-box-align: center;
			-webkit-box-pack: center;
			align-items: center;
			border-radius: 0;
			cursor: pointer;
			display: flex;
			height: 100%;
			justify-content: center;
			max-height: 100%;
			width: 100%;

			width: 400px;
			height: 225px;
			left: 0px;
			top: 0px;
		}

		.discord-embed-custom-emoji {
			display: inline-block;
		}

		.discord-embed-custom-emoji .discord-embed-custom-emoji-image {
			width: 18px;
			height: 18px;
			vertical-align: bottom;
		}

		slot[name='footer']::slotted(*) {
			grid-column: 1/3;
			grid-row: auto/auto;
		}
	`;#e=Z(this,r,void 0);get color(){return this.#e}set color(A){this.#e=A}#t=(Z(this,c),Z(this,p,void 0));get authorName(){return this.#t}set authorName(A){this.#t=A}#i=(Z(this,n),Z(this,$,void 0));get authorImage(){return this.#i}set authorImage(A){this.#i=A}#s=(Z(this,_),Z(this,f,void 0));get authorUrl(){return this.#s}set authorUrl(A){this.#s=A}#a=(Z(this,m),Z(this,D,void 0));get embedTitle(){return this.#a}set embedTitle(A){this.#a=A}#r=(Z(this,j),Z(this,M,{}));get embedEmojisMap(){return this.#r}set embedEmojisMap(A){this.#r=A}#h=(Z(this,v),Z(this,Q,void 0));get url(){return this.#h}set url(A){this.#h=A}#o=(Z(this,te),Z(this,me,void 0));get thumbnail(){return this.#o}set thumbnail(A){this.#o=A}#l=(Z(this,ve),Z(this,pe,void 0));get image(){return this.#l}set image(A){this.#l=A}#n=(Z(this,ue),Z(this,ze,void 0));get video(){return this.#n}set video(A){this.#n=A}#c=(Z(this,_e),Z(this,Me,void 0));get provider(){return this.#c}set provider(A){this.#c=A}#d=(Z(this,ye),Z(this,xe,!1));get lightTheme(){return this.#d}set lightTheme(A){this.#d=A}render(){let A=this.parseTitle(this.authorName),H=this.parseTitle(this.embedTitle);return d`<div style=${ft({"background-color":this.color})} class="discord-left-border"></div>
			<div class="discord-embed-root">
				<div class="discord-embed-wrapper">
					<div class="discord-embed-grid">
						${O(this.provider,()=>d`<div class="discord-embed-provider">${this.provider}</div>`)}
						${O(A,()=>d`<div class="discord-embed-author">
									${O(this.authorImage,()=>d`<img src=${U(this.authorImage)} alt="" class="discord-author-image" />`)}
									${O(this.authorUrl,()=>d`<a
												href=${U(this.authorUrl)}
												target="_blank"
												rel="noopener noreferrer"
												class="discord-embed-author-block"
											>
												<span class="discord-embed-author-block">${A}</span>
											</a>`,()=>d`<span class="discord-embed-author-block">${A}</span>`)}
								</div>`)}
						${O(H,()=>d`<div class="discord-embed-title">
									${this.url?d`<a href="${this.url}" target="_blank" rel="noopener noreferrer"> ${H} </a>`:d`${H}`}
								</div>`)}
						<slot name="description"></slot>
						<slot name="fields"></slot>
						${O(this.image||this.video,()=>d`<div class=${Ce({"discord-embed-media":!0,"discord-embed-media-video":!!this.video})}>
									${this.renderMedia()}
								</div>`)}
						${O(this.thumbnail,()=>d`<img src=${U(this.thumbnail)} alt="" class="discord-embed-thumbnail" />`)}
						<slot name="footer"></slot>
					</div>
				</div>
			</div>`}renderMedia(){return this.video?d`
				<video
					controls
					muted
					preload="none"
					poster=${U(this.image)}
					src=${U(this.video)}
					height="225"
					width="400"
					class="discord-embed-video"
				>
					<img src=${U(this.image)} alt="Discord embed media" class="discord-embed-image" />
				</video>
			`:this.image?d`<img src=${U(this.image)} alt="Discord embed media" class="discord-embed-image" />`:null}parseTitle(A){if(!A)return null;let H=[],P="";for(let V of A.split(`
`)){for(let y of V.split(" ")){let B=Qe(y)??this.embedEmojisMap[y]??{};B.name?H.push(d`<discord-custom-emoji name=${B.name} url=${U(B.url)} embed-emoji></discord-custom-emoji>`):P+=`${y} `,P===" "&&H.push(d`<br />`)}H.push(P),P=""}return H.map(V=>typeof V=="string"?d`<span>${V}</span>`:V)}constructor(){super(...arguments),Z(this,we)}static{Z(t,i)}};return $e=t})()});var Ba,Na,ml,j3=x(()=>{I();Y();Ba=function(s,e,i,t,a,h){function r(g){if(g!==void 0&&typeof g!="function")throw new TypeError("Function expected");return g}for(var c=t.kind,u=c==="getter"?"get":c==="setter"?"set":"value",p=!e&&s?t.static?s:s.prototype:null,n=e||(p?Object.getOwnPropertyDescriptor(p,t.name):{}),o,$=!1,_=i.length-1;_>=0;_--){var b={};for(var f in t)b[f]=f==="access"?{}:t[f];for(var f in t.access)b.access[f]=t.access[f];b.addInitializer=function(g){if($)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(g||null))};var m=(0,i[_])(c==="accessor"?{get:n.get,set:n.set}:n[u],b);if(c==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(c==="field"?a.unshift(o):n[u]=o)}p&&Object.defineProperty(p,t.name,n),$=!0},Na=function(s,e,i){for(var t=arguments.length>2,a=0;a<e.length;a++)i=t?e[a].call(s,i):e[a].call(s);return t?i:void 0},ml=(()=>{let s=[G("discord-embed-description")],e,i=[],t,a=N;var h=class extends a{static{t=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;Ba(null,e={value:t},s,{kind:"class",name:t.name,metadata:r},null,i),h=t=e.value,r&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=q`
		:host {
			font-size: 0.875rem;
			font-weight: 400;
			grid-column: 1/1;
			line-height: 1.125rem;
			margin-top: 8px;
			min-width: 0;
		}
	`;render(){return d`<slot></slot>`}static{Na(t,i)}};return h=t})()});var Ra,Ua,gl,S3=x(()=>{I();Y();Ra=function(s,e,i,t,a,h){function r(g){if(g!==void 0&&typeof g!="function")throw new TypeError("Function expected");return g}for(var c=t.kind,u=c==="getter"?"get":c==="setter"?"set":"value",p=!e&&s?t.static?s:s.prototype:null,n=e||(p?Object.getOwnPropertyDescriptor(p,t.name):{}),o,$=!1,_=i.length-1;_>=0;_--){var b={};for(var f in t)b[f]=f==="access"?{}:t[f];for(var f in t.access)b.access[f]=t.access[f];b.addInitializer=function(g){if($)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(g||null))};var m=(0,i[_])(c==="accessor"?{get:n.get,set:n.set}:n[u],b);if(c==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(c==="field"?a.unshift(o):n[u]=o)}p&&Object.defineProperty(p,t.name,n),$=!0},Ua=function(s,e,i){for(var t=arguments.length>2,a=0;a<e.length;a++)i=t?e[a].call(s,i):e[a].call(s);return t?i:void 0},gl=(()=>{let s=[G("discord-embed-fields")],e,i=[],t,a=N;var h=class extends a{static{t=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;Ra(null,e={value:t},s,{kind:"class",name:t.name,metadata:r},null,i),h=t=e.value,r&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=q`
		:host {
			display: grid;
			grid-column: 1/1;
			margin-top: 8px;
			grid-gap: 8px;
		}

		::slotted([inline-index='1']) {
			grid-column: 1/5 !important;
		}

		::slotted([inline-index='2']) {
			grid-column: 5/9 !important;
		}

		::slotted([inline-index='3']) {
			grid-column: 9/13 !important;
		}
	`;render(){return d`<slot></slot>`}static{Ua(t,i)}};return h=t})()});var Ye,oe,Tl,I3=x(()=>{Te();I();Y();Re();Ee();Ue();ki();Ae();Ye=function(s,e,i,t,a,h){function r(g){if(g!==void 0&&typeof g!="function")throw new TypeError("Function expected");return g}for(var c=t.kind,u=c==="getter"?"get":c==="setter"?"set":"value",p=!e&&s?t.static?s:s.prototype:null,n=e||(p?Object.getOwnPropertyDescriptor(p,t.name):{}),o,$=!1,_=i.length-1;_>=0;_--){var b={};for(var f in t)b[f]=f==="access"?{}:t[f];for(var f in t.access)b.access[f]=t.access[f];b.addInitializer=function(g){if($)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(g||null))};var m=(0,i[_])(c==="accessor"?{get:n.get,set:n.set}:n[u],b);if(c==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(c==="field"?a.unshift(o):n[u]=o)}p&&Object.defineProperty(p,t.name,n),$=!0},oe=function(s,e,i){for(var t=arguments.length>2,a=0;a<e.length;a++)i=t?e[a].call(s,i):e[a].call(s);return t?i:void 0},Tl=(()=>{let s=[G("discord-embed-field")],e,i=[],t,a=N,h,r=[],c=[],u,p=[],n=[],o,$=[],_=[],b,f=[],m=[],g,D=[],j=[];var F=class extends a{static{t=this}static{let M=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[w({reflect:!0,attribute:"field-title"})],u=[w({attribute:!1})],o=[w({type:Boolean,reflect:!0,attribute:"inline"})],b=[w({type:Number,reflect:!0,attribute:"inline-index"})],g=[J({context:re,subscribe:!0}),w({type:Boolean,reflect:!0,attribute:"light-theme"})],Ye(this,null,h,{kind:"accessor",name:"fieldTitle",static:!1,private:!1,access:{has:v=>"fieldTitle"in v,get:v=>v.fieldTitle,set:(v,S)=>{v.fieldTitle=S}},metadata:M},r,c),Ye(this,null,u,{kind:"accessor",name:"embedFieldEmojisMap",static:!1,private:!1,access:{has:v=>"embedFieldEmojisMap"in v,get:v=>v.embedFieldEmojisMap,set:(v,S)=>{v.embedFieldEmojisMap=S}},metadata:M},p,n),Ye(this,null,o,{kind:"accessor",name:"inline",static:!1,private:!1,access:{has:v=>"inline"in v,get:v=>v.inline,set:(v,S)=>{v.inline=S}},metadata:M},$,_),Ye(this,null,b,{kind:"accessor",name:"inlineIndex",static:!1,private:!1,access:{has:v=>"inlineIndex"in v,get:v=>v.inlineIndex,set:(v,S)=>{v.inlineIndex=S}},metadata:M},f,m),Ye(this,null,g,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:v=>"lightTheme"in v,get:v=>v.lightTheme,set:(v,S)=>{v.lightTheme=S}},metadata:M},D,j),Ye(null,e={value:t},s,{kind:"class",name:t.name,metadata:M},null,i),F=t=e.value,M&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:M})}static styles=q`
		:host {
			font-size: 0.875rem;
			line-height: 1.125rem;
			min-width: 0;
			font-weight: 400;
			grid-column: 1/13;
			word-break: break-word;
		}

		:host .discord-field-title {
			color: #ffffff;
			font-weight: 600;
			font-size: 0.875rem;
			line-height: 1.125rem;
			min-width: 0;
			margin-bottom: 2px;
		}

		:host .discord-inline-field {
			flex-grow: 1;
			flex-basis: auto;
			min-width: 150px;
		}

		:host([light-theme]) .discord-field-title {
			color: #313338;
		}
	`;#e=oe(this,r,void 0);get fieldTitle(){return this.#e}set fieldTitle(M){this.#e=M}#t=(oe(this,c),oe(this,p,{}));get embedFieldEmojisMap(){return this.#t}set embedFieldEmojisMap(M){this.#t=M}#i=(oe(this,n),oe(this,$,!1));get inline(){return this.#i}set inline(M){this.#i=M}#s=(oe(this,_),oe(this,f,void 0));get inlineIndex(){return this.#s}set inlineIndex(M){this.#s=M}#a=(oe(this,m),oe(this,D,!1));get lightTheme(){return this.#a}set lightTheme(M){this.#a=M}validInlineIndices=(oe(this,j),new Set([1,2,3]));checkInlineIndex(){if(this.inlineIndex){let M=Number(this.inlineIndex);if(!Number.isNaN(M)&&!this.validInlineIndices.has(M))throw new RangeError("DiscordEmbedField `inlineIndex` prop must be one of: 1, 2, or 3")}}render(){this.checkInlineIndex();let M=this.parseTitle(this.fieldTitle),v=O(M,()=>d`<div class="discord-field-title">${[...M]}</div>`);return d`${v}<slot></slot>`}parseTitle(M){if(!M)return null;let v=[],S="";for(let Q of M.split(`
`)){for(let te of Q.split(" ")){let ie=Qe(te)??this.embedFieldEmojisMap[te]??{};ie.name?v.push(d`<discord-custom-emoji name=${ie.name} url=${U(ie.url)} embed-emoji></discord-custom-emoji>`):S+=`${te} `,S===" "&&v.push(d`<br />`)}v.push(S),S=""}return v.map(Q=>typeof Q=="string"?d`<span>${Q}</span>`:Q)}static{oe(t,i)}};return F=t})()});var pt,de,Pl,D3=x(()=>{Te();I();Y();Re();Ee();Ue();Ae();pt=function(s,e,i,t,a,h){function r(g){if(g!==void 0&&typeof g!="function")throw new TypeError("Function expected");return g}for(var c=t.kind,u=c==="getter"?"get":c==="setter"?"set":"value",p=!e&&s?t.static?s:s.prototype:null,n=e||(p?Object.getOwnPropertyDescriptor(p,t.name):{}),o,$=!1,_=i.length-1;_>=0;_--){var b={};for(var f in t)b[f]=f==="access"?{}:t[f];for(var f in t.access)b.access[f]=t.access[f];b.addInitializer=function(g){if($)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(g||null))};var m=(0,i[_])(c==="accessor"?{get:n.get,set:n.set}:n[u],b);if(c==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(c==="field"?a.unshift(o):n[u]=o)}p&&Object.defineProperty(p,t.name,n),$=!0},de=function(s,e,i){for(var t=arguments.length>2,a=0;a<e.length;a++)i=t?e[a].call(s,i):e[a].call(s);return t?i:void 0},Pl=(()=>{let s=[G("discord-embed-footer")],e,i=[],t,a=N,h,r=[],c=[],u,p=[],n=[],o,$=[],_=[],b,f=[],m=[];var g=class extends a{static{t=this}static{let D=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[w({attribute:"footer-image"})],u=[w({attribute:"footer-image-alt"})],o=[w({type:String,reflect:!0,converter:j=>Je(j),attribute:!0})],b=[J({context:re,subscribe:!0}),w({type:Boolean,reflect:!0,attribute:"light-theme"})],pt(this,null,h,{kind:"accessor",name:"footerImage",static:!1,private:!1,access:{has:j=>"footerImage"in j,get:j=>j.footerImage,set:(j,F)=>{j.footerImage=F}},metadata:D},r,c),pt(this,null,u,{kind:"accessor",name:"footerImageAlt",static:!1,private:!1,access:{has:j=>"footerImageAlt"in j,get:j=>j.footerImageAlt,set:(j,F)=>{j.footerImageAlt=F}},metadata:D},p,n),pt(this,null,o,{kind:"accessor",name:"timestamp",static:!1,private:!1,access:{has:j=>"timestamp"in j,get:j=>j.timestamp,set:(j,F)=>{j.timestamp=F}},metadata:D},$,_),pt(this,null,b,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:j=>"lightTheme"in j,get:j=>j.lightTheme,set:(j,F)=>{j.lightTheme=F}},metadata:D},f,m),pt(null,e={value:t},s,{kind:"class",name:t.name,metadata:D},null,i),g=t=e.value,D&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:D})}static styles=q`
		:host {
			-webkit-box-align: center;
			align-items: center;
			display: flex;
			font-size: 12px;
			line-height: 16px;
			font-weight: 500;
			margin-top: 8px;
		}

		:host([light-theme]) {
			color: #747f8d;
		}

		:host .discord-footer-image {
			border-radius: 50%;
			flex-shrink: 0;
			height: 20px;
			margin-right: 8px;
			width: 20px;
		}

		:host .discord-footer-separator {
			color: #dcddde;
			font-weight: 500;
			display: inline-block;
			margin: 0 4px;
		}

		:host([light-theme]) .discord-footer-separator {
			color: #5c5e66;
		}
	`;#e=de(this,r,void 0);get footerImage(){return this.#e}set footerImage(D){this.#e=D}#t=(de(this,c),de(this,p,void 0));get footerImageAlt(){return this.#t}set footerImageAlt(D){this.#t=D}#i=(de(this,n),de(this,$,void 0));get timestamp(){return this.#i}set timestamp(D){this.#i=D}#s=(de(this,_),de(this,f,!1));get lightTheme(){return this.#s}set lightTheme(D){this.#s=D}updateTimestamp(D){D&&!Number.isNaN(new Date(D).getTime())&&(this.timestamp=Je(D))}render(){return this.updateTimestamp(this.timestamp),d`${O(this.footerImage,()=>d`<img src=${U(this.footerImage)} alt=${U(this.footerImageAlt)} class="discord-footer-image" />`)}
			<slot></slot>
			${O(this.timestamp,()=>d`<span class="discord-footer-separator">&bull;</span>`)}
			${O(this.timestamp,()=>` ${this.timestamp}`,()=>null)}`}constructor(){super(...arguments),de(this,m)}static{de(t,i)}};return g=t})()});var La,Fa,Ll,O3=x(()=>{I();Y();La=function(s,e,i,t,a,h){function r(g){if(g!==void 0&&typeof g!="function")throw new TypeError("Function expected");return g}for(var c=t.kind,u=c==="getter"?"get":c==="setter"?"set":"value",p=!e&&s?t.static?s:s.prototype:null,n=e||(p?Object.getOwnPropertyDescriptor(p,t.name):{}),o,$=!1,_=i.length-1;_>=0;_--){var b={};for(var f in t)b[f]=f==="access"?{}:t[f];for(var f in t.access)b.access[f]=t.access[f];b.addInitializer=function(g){if($)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(g||null))};var m=(0,i[_])(c==="accessor"?{get:n.get,set:n.set}:n[u],b);if(c==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(c==="field"?a.unshift(o):n[u]=o)}p&&Object.defineProperty(p,t.name,n),$=!0},Fa=function(s,e,i){for(var t=arguments.length>2,a=0;a<e.length;a++)i=t?e[a].call(s,i):e[a].call(s);return t?i:void 0},Ll=(()=>{let s=[G("discord-attachments")],e,i=[],t,a=N;var h=class extends a{static{t=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;La(null,e={value:t},s,{kind:"class",name:t.name,metadata:r},null,i),h=t=e.value,r&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=q`
		:host {
			display: grid;
			grid-auto-flow: row;
			grid-row-gap: 0.25rem;
			text-indent: 0;
			min-height: 0;
			min-width: 0;
			padding-top: 0.125rem;
			padding-bottom: 0.125rem;
			position: relative;
		}

		:host > * {
			justify-self: start;
			-ms-flex-item-align: start;
			align-self: start;
		}
	`;render(){return d`<slot></slot>`}static{Fa(t,i)}};return h=t})()});var qa,Wa,Gl,P3=x(()=>{I();Y();qa=function(s,e,i,t,a,h){function r(g){if(g!==void 0&&typeof g!="function")throw new TypeError("Function expected");return g}for(var c=t.kind,u=c==="getter"?"get":c==="setter"?"set":"value",p=!e&&s?t.static?s:s.prototype:null,n=e||(p?Object.getOwnPropertyDescriptor(p,t.name):{}),o,$=!1,_=i.length-1;_>=0;_--){var b={};for(var f in t)b[f]=f==="access"?{}:t[f];for(var f in t.access)b.access[f]=t.access[f];b.addInitializer=function(g){if($)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(g||null))};var m=(0,i[_])(c==="accessor"?{get:n.get,set:n.set}:n[u],b);if(c==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(c==="field"?a.unshift(o):n[u]=o)}p&&Object.defineProperty(p,t.name,n),$=!0},Wa=function(s,e,i){for(var t=arguments.length>2,a=0;a<e.length;a++)i=t?e[a].call(s,i):e[a].call(s);return t?i:void 0},Gl=(()=>{let s=[G("discord-action-row")],e,i=[],t,a=N;var h=class extends a{static{t=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;qa(null,e={value:t},s,{kind:"class",name:t.name,metadata:r},null,i),h=t=e.value,r&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=q`
		:host {
			display: flex;
			flex-wrap: wrap;
		}
	`;render(){return d`<slot></slot>`}static{Wa(t,i)}};return h=t})()});var Za=B3(()=>{Ae();A3();C3();j3();S3();I3();D3();O3();P3()});Za();})();
/*! Bundled license information:

@lit/context/lib/context-request-event.js:
@lit/context/lib/create-context.js:
@lit/context/lib/controllers/context-consumer.js:
@lit/context/lib/value-notifier.js:
@lit/context/lib/controllers/context-provider.js:
@lit/context/lib/context-root.js:
@lit/reactive-element/decorators/query-assigned-elements.js:
lit-html/directives/when.js:
  (**
   * @license
   * Copyright 2021 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/context/lib/decorators/provide.js:
@lit/reactive-element/reactive-element.js:
lit-html/lit-html.js:
lit-element/lit-element.js:
@lit/reactive-element/decorators/custom-element.js:
@lit/reactive-element/decorators/property.js:
@lit/reactive-element/decorators/state.js:
@lit/reactive-element/decorators/event-options.js:
@lit/reactive-element/decorators/base.js:
@lit/reactive-element/decorators/query.js:
@lit/reactive-element/decorators/query-all.js:
@lit/reactive-element/decorators/query-async.js:
@lit/reactive-element/decorators/query-assigned-nodes.js:
lit-html/directive.js:
lit-html/async-directive.js:
  (**
   * @license
   * Copyright 2017 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/context/lib/decorators/consume.js:
lit-html/is-server.js:
  (**
   * @license
   * Copyright 2022 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/css-tag.js:
  (**
   * @license
   * Copyright 2019 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/directive-helpers.js:
  (**
   * @license
   * Copyright 2020 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/directives/class-map.js:
lit-html/directives/if-defined.js:
lit-html/directives/style-map.js:
  (**
   * @license
   * Copyright 2018 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
