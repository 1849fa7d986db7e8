// A link from the shop goes on by itself; without JavaScript its button does.
for (const form of document.querySelectorAll("form[data-go]")) form.requestSubmit();
