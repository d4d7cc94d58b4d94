var button = document.querySelector(".screen button");
button.hidden = false;
button.addEventListener("click", function () { print(); });
