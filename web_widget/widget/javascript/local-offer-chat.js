// Registers <local-offer-chat>.

import { LocalOfferChat } from "./element.js";

if (!customElements.get("local-offer-chat")) customElements.define("local-offer-chat", LocalOfferChat);
