// A button that copies the text above it, such as an email: <copy-text data-name="Copy the email">.

import { copy } from "./clipboard.mjs";

class CopyText extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button button--quiet", textContent: this.dataset.name });
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    status.className = "copy__said";
    button.addEventListener("click", async () => {
      const words = (this.closest("p") ?? this).previousElementSibling; // Markdown puts a paragraph around it
      try {
        await copy(words.innerText.trim(), words.innerHTML.trim());
        status.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(words);
        status.textContent = "This browser does not let the button copy. The text is selected: copy it with your keyboard or menu.";
      }
    });
    this.append(button, " ", status);
  }
}

customElements.define("copy-text", CopyText);
