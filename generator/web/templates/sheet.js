var button = document.querySelector(".screen button");
var times = document.currentScript.dataset.times;
button.hidden = false;
button.addEventListener("click", function () { print(); });
function follow() { if (/[#&]start=/.test(location.hash)) import(times).then(function (it) { it.follow(); }); }
addEventListener("hashchange", follow);
follow();
