// For pages whose editor takes type="module" out of a tag: an ordinary script, which loads the widget. It is written for
// old browsers: those without modules load nothing, and show the link and the number inside the other tag.

(function (tag) {
  if (!tag || !("noModule" in tag)) return;
  var asIs = { createScriptURL: function (address) { return address; } };
  var policy = window.trustedTypes ? window.trustedTypes.createPolicy("local-offer-chat", asIs) : asIs;
  var script = document.createElement("script");
  script.type = "module";
  script.crossOrigin = "anonymous";
  script.nonce = tag.nonce;
  script.integrity = "{integrity of local-offer-chat.js}"; // written in by the gateway
  script.src = policy.createScriptURL(tag.src.replace("loader.js", "local-offer-chat.js"));
  document.head.appendChild(script);
})(document.currentScript);
