// Rows that “Add another” makes are copies of a template. Django numbers their ids, but not what describes their fields
// to a screen reader, nor that of rows behind one that is taken away.
'use strict';
{
    const reference = /^(id_.+?-)(?:\d+|__prefix__)(-.+)$/;

    const describe = name => {
        for (const field of document.querySelectorAll(`[id^="id_${CSS.escape(name)}-"][aria-describedby]`)) {
            const number = field.id.slice(`id_${name}-`.length).split('-', 1)[0];
            const renumbered = id => id.replace(reference, `$1${number}$2`);
            const ids = field.getAttribute('aria-describedby').split(' ');
            field.setAttribute('aria-describedby', ids.map(renumbered).join(' '));
        }
    };

    for (const event of ['formset:added', 'formset:removed']) {
        // Later, because rows are numbered again only after the event that says one is gone.
        document.addEventListener(event, ({detail}) => setTimeout(describe, 0, detail.formsetName));
    }
}

// Whoever leaves a page with something typed that is not sent is asked whether they mean it.
{
    const forms = 'body.change-form #content-main form[method="post"], body.desk-step form[method="post"], form[data-unsaved]';

    // Later, because Django's own scripts fill in fields while the page loads.
    window.addEventListener('load', () => setTimeout(() => {
        const form = [...document.querySelectorAll(forms)].find(one => one.id !== 'logout-form');
        if (!form) return;
        const said = () => new URLSearchParams(new FormData(form)).toString();
        const returned = form.hasAttribute('data-unsaved') || form.querySelector('.errornote, [data-typed]') !== null;
        const opened = returned ? null : said();
        let sent = false;
        form.addEventListener('submit', event => { sent = !event.defaultPrevented; });
        window.addEventListener('pageshow', () => { sent = false; });
        window.addEventListener('beforeunload', event => { if (!sent && said() !== opened) event.preventDefault(); });
    }, 0));
}

// Buttons say themselves by which keys they are pressed, wherever the focus is.
document.addEventListener('keydown', event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const button = [...document.querySelectorAll('[aria-keyshortcuts]')]
        .find(one => one.getAttribute('aria-keyshortcuts').toLowerCase() === `control+${event.key.toLowerCase()}`);
    if (!button) return;
    event.preventDefault();
    button.form.requestSubmit(button);
});

// What was sent and never answered, because the site was away, is offered again when the tab comes back to the page.
{
    const key = 'desk-sent';
    const secret = 'input[type="password"]';
    const token = 'csrfmiddlewaretoken';

    document.addEventListener('submit', event => {
        const form = event.target;
        if (event.defaultPrevented || !form.matches('body.change-form #content-main form') || form.querySelector(secret)) return;
        const sent = [...new FormData(form, event.submitter)].filter(([name]) => name !== token);
        sessionStorage.setItem(key, JSON.stringify({path: location.pathname, sent}));
    });

    const sendAgain = sent => {
        const form = document.createElement('form');
        form.method = 'post';
        for (const [name, value] of [...sent, [token, document.querySelector(`[name="${token}"]`).value]]) {
            const field = document.createElement('input');
            Object.assign(field, {type: 'hidden', name, value});
            form.append(field);
        }
        document.body.append(form);
        form.submit();
    };

    const offer = sent => {
        const notice = document.createElement('div');
        notice.className = 'desk-status desk-changed';
        notice.setAttribute('role', 'status');
        const button = (text, pressed) => {
            const made = document.createElement('button');
            Object.assign(made, {type: 'button', className: 'button', textContent: text});
            made.addEventListener('click', pressed);
            return made;
        };
        const text = document.createElement('p');
        text.className = 'desk-status-text';
        text.textContent = 'The site did not answer when you last sent this form, and may not have saved it. What you typed is still here.';
        const steps = document.createElement('div');
        steps.className = 'desk-steps';
        steps.append(
            button('Send it again', () => sendAgain(sent)),
            button('Discard it', () => { sessionStorage.removeItem(key); notice.remove(); }),
        );
        notice.append(text, steps);
        document.querySelector('#content-main').prepend(notice);
    };

    window.addEventListener('load', () => {
        const {path, sent} = JSON.parse(sessionStorage.getItem(key) || '{}');
        if (!path) return;
        const [{type}] = performance.getEntriesByType('navigation');
        const said = document.querySelector('.messagelist, .errornote, form[data-unsaved]') !== null;
        const followed = type !== 'back_forward' && document.referrer.startsWith(location.origin + path);
        if (said || followed) sessionStorage.removeItem(key);
        else if (path === location.pathname && document.querySelector('body.change-form')) offer(sent);
    });
}

// A list that can be searched is opened at the box to search in, and after a search at the row that is called like it, or
// the first one.
window.addEventListener('load', () => {
    const box = document.querySelector('#changelist-search #searchbar');
    if (!box || document.activeElement !== document.body || document.querySelector('.messagelist')) return;
    const found = box.value ? [...document.querySelectorAll('#result_list tbody th a')] : [];
    const called = found.find(link => link.textContent.toLowerCase() === box.value.trim().toLowerCase());
    (called || found[0] || box).focus();
});

// What chooses a row by typing is made by a library, which names it by what is chosen and not by its label too. Django
// puts the focus on the list behind it, which nobody sees.
{
    const nameAll = () => {
        const hidden = document.activeElement.closest('.select2-hidden-accessible');
        hidden?.nextElementSibling?.querySelector('[role="combobox"]')?.focus();
        for (const shown of document.querySelectorAll('.select2-selection__rendered[role]')) {
            shown.removeAttribute('role');
            shown.removeAttribute('aria-readonly');
        }
        for (const made of document.querySelectorAll('.select2-selection[role="combobox"]')) {
            const list = made.closest('.select2-container').previousElementSibling;
            const label = list?.labels?.[0];
            const said = made.getAttribute('aria-labelledby');
            if (label) label.id ||= `label_${list.id}`;
            if (label && said && !said.includes(label.id)) made.setAttribute('aria-labelledby', `${label.id} ${said}`);
            if (!label && list?.hasAttribute('aria-label')) made.setAttribute('aria-label', list.getAttribute('aria-label'));
        }
    };
    for (const event of ['load', 'formset:added']) window.addEventListener(event, () => setTimeout(nameAll, 0));
}
