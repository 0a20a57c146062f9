(function(d){var r=d.documentElement;function say(e){r.dataset.lang=e;r.lang=e==='zh'?'zh-Hans':'en'}
d.getElementById('lang').onclick=function(){say(r.dataset.lang==='zh'?'en':'zh')};
d.getElementById('theme').onclick=function(){var k=r.dataset.theme||(matchMedia('(prefers-color-scheme: dark)').matches?'dark':'light');r.dataset.theme=k==='dark'?'light':'dark'};
d.getElementById('print').onclick=function(){print()};
var q=location.search+location.hash;if(/[?#&]en\b/.test(q))say('en');if(/[?#&]zh\b/.test(q))say('zh');if(/[?#&]dark\b/.test(q))r.dataset.theme='dark';if(/[?#&]light\b/.test(q))r.dataset.theme='light'})(document);
