// The form of an occupation: what its buttons do at once that they otherwise do by sending the form, the number of
// unsaved changes, who else is here, and the section in sight.
'use strict';
document.addEventListener('DOMContentLoaded', () => {
    const form = document.querySelector('#occupation_form');
    if (!form) return;

    // Lists

    const field = (row, name) => row.querySelector(`[name="${CSS.escape(row.id)}-${name}"]`);
    const rows = list => [...list.querySelectorAll('.desk-items > .desk-item')];
    const wordsOf = row => row.querySelector('[data-edit] :is(textarea, input)');
    const official = row => field(row, 'instead_of').value;
    const isShown = row => !field(row, 'hidden')?.checked && !field(row, 'DELETE')?.checked;
    const changed = () => form.dispatchEvent(new Event('change', {bubbles: true}));

    const say = (list, text) => { list.querySelector('[data-said]').textContent = text; };

    const name = row => {
        const text = (wordsOf(row).value || official(row)).trim() || 'new row';
        const called = text.length > 60 ? `${text.slice(0, 59)}…` : text;
        for (const button of row.querySelectorAll('button[aria-label]')) {
            button.setAttribute('aria-label', `${button.getAttribute('aria-label').split(':', 1)[0]}: ${called}`);
        }
        for (const named of [field(row, 'position'), wordsOf(row)]) {
            named.setAttribute('aria-label', `${named.getAttribute('aria-label').split(':', 1)[0]}: ${called}`);
        }
        return called;
    };

    const number = list => rows(list).forEach((row, index) => { field(row, 'position').value = index + 1; });

    const show = row => {
        const own = !official(row);
        const adapted = !own && wordsOf(row).value.trim() !== '';
        const hidden = field(row, 'hidden')?.checked && !own;
        const state = own ? 'own' : hidden ? 'hidden' : adapted ? 'adapted' : 'official';
        const source = row.closest('[data-list]').dataset.source;
        row.dataset.state = state;
        row.querySelector('[data-official]').hidden = own || adapted;
        row.querySelector('[data-edit]').hidden = !own && !adapted && !row.hasAttribute('data-editing');
        if (!own) {
            row.querySelector('[data-do="take"]').hidden = state !== 'official' || row.hasAttribute('data-editing');
            row.querySelector('[data-do="back"]').hidden = !adapted && !row.hasAttribute('data-editing');
            row.querySelector('[data-source-line]').textContent =
                state === 'adapted' ? `Ours, in place of: ${official(row)}` : state === 'hidden' ? `Left out; ${source}` : source;
        }
        name(row);
    };

    const place = (row, before) => {
        const list = row.closest('[data-list]');
        row.parentElement.insertBefore(row, before);
        number(list);
        changed();
        say(list, `${name(row)} is now number ${rows(list).indexOf(row) + 1}.`);
    };

    const add = (list, text) => {
        const total = list.querySelector(`[name="${list.dataset.list}-TOTAL_FORMS"]`);
        const made = document.createElement('div');
        made.innerHTML = list.querySelector('template').innerHTML.replaceAll('__prefix__', total.value);
        const row = made.firstElementChild;
        total.value = Number(total.value) + 1;
        list.querySelector('.desk-items').append(row);
        wordsOf(row).value = text;
        show(row);
        return row;
    };

    const MOST = 100;
    const does = {
        up: row => { if (row.previousElementSibling) place(row, row.previousElementSibling); },
        down: row => { if (row.nextElementSibling) place(row, row.nextElementSibling.nextElementSibling); },
        take: row => {
            row.setAttribute('data-editing', '');
            wordsOf(row).value = official(row);
            show(row);
            wordsOf(row).focus();
        },
        back: row => {
            row.removeAttribute('data-editing');
            wordsOf(row).value = '';
            show(row);
            row.querySelector('[data-do="take"]').focus();
        },
        lines: (_, list) => {
            const box = list.querySelector(`[name="${list.dataset.list}-lines"]`);
            const lines = box.value.split(/\r?\n/).map(line => line.trim()).filter(Boolean);
            if (!lines.length) return box.focus();
            if (lines.length > MOST) return say(list, `${lines.length} lines are too many: at most ${MOST} are added at a time.`), false;
            const added = lines.map(line => add(list, line));
            box.value = '';
            number(list);
            say(list, `${added.length} added.`);
            wordsOf(added[0]).focus();
        },
        'take-field': button => ofField(button, text => text),
        'back-field': button => ofField(button, () => ''),
    };

    const ofField = (button, value) => {
        const whole = button.closest('[data-official-field]');
        const name = whole.dataset.officialField;
        const text = value(whole.querySelector('blockquote').textContent.trim());
        const box = form.elements[name];
        box.value = form.elements[`${name}_after`].value = text;
        for (const one of whole.querySelectorAll('[data-do]')) one.hidden = (one.dataset.do === 'take-field') === (text !== '');
        box.focus();
    };

    form.addEventListener('click', event => {
        const button = event.target.closest('[data-do]');
        if (!button) return;
        const list = button.closest('[data-list]');
        const row = button.closest('.desk-item');
        const done = does[button.dataset.do](row || button, list);
        if (done === false) return; // the site says what is wrong
        event.preventDefault();
        if (button.dataset.do === 'up' || button.dataset.do === 'down') button.focus();
        changed();
    });
    form.addEventListener('change', event => {
        const row = event.target.closest?.('.desk-item');
        if (!row) return;
        const list = row.closest('[data-list]');
        if (event.target === field(row, 'position')) {
            const wanted = Math.max(1, Number(event.target.value) || rows(list).length) - 1;
            const others = rows(list).filter(one => one !== row);
            place(row, others[wanted] || null);
        }
        show(row);
    });
    form.addEventListener('input', event => {
        const row = event.target.closest?.('.desk-item');
        if (row && event.target === wordsOf(row)) name(row);
    });

    // Rows are dragged by their handles; the buttons do the same for everybody.

    let dragged = null;
    document.addEventListener('pointerdown', event => {
        const handle = event.target.closest('[data-handle]');
        if (handle) handle.closest('.desk-item').draggable = true;
    });
    document.addEventListener('dragstart', event => {
        dragged = event.target.closest?.('.desk-item[draggable="true"]') || null;
        if (dragged) event.dataTransfer.effectAllowed = 'move';
    });
    document.addEventListener('dragover', event => {
        const over = event.target.closest?.('.desk-item');
        if (!dragged || !over || over.parentElement !== dragged.parentElement) return;
        event.preventDefault();
        const {top, height} = over.getBoundingClientRect();
        const before = event.clientY < top + height / 2 ? over : over.nextElementSibling;
        if (over !== dragged && before !== dragged) over.parentElement.insertBefore(dragged, before);
    });
    document.addEventListener('dragend', () => {
        if (!dragged) return;
        dragged.draggable = false;
        place(dragged, dragged.nextElementSibling);
        dragged = null;
    });

    // Names of skills are proposed as one types; a new one is made on saving.

    const proposals = document.createElement('datalist');
    proposals.id = 'desk-proposals';
    let asked = '';
    const propose = async box => {
        const text = box.value.trim();
        const list = box.closest('[data-list]');
        box.setAttribute('list', proposals.id);
        if (!text || text === asked) return;
        asked = text;
        const query = new URLSearchParams({term: text, app_label: 'occupations', model_name: 'occupationskill', field_name: 'skill'});
        const answer = await fetch(`/admin/autocomplete/?${query}`, {headers: {Accept: 'application/json'}});
        if (!answer.ok || text !== asked) return;
        const names = (await answer.json()).results.map(one => one.text);
        proposals.replaceChildren(...names.map(one => Object.assign(document.createElement('option'), {value: one})));
        const known = names.some(one => one.toLowerCase() === text.toLowerCase());
        say(list, known ? '' : `Add “${text}”: there is no such skill yet, and saving makes it.`);
        list.querySelector('[data-new-skill]')?.remove();
        if (!known) {
            const note = Object.assign(document.createElement('p'), {className: 'help', textContent: `Add “${text}” as a new skill: saving makes it.`});
            note.setAttribute('data-new-skill', '');
            box.after(note);
        }
    };

    // The bar

    const publish = form.querySelector('.desk-bar [data-publish]');
    const watch = () => {
        const typed = form.closest('[data-typed]') !== null;
        const said = form.querySelector('[data-unsaved-count]');
        const group = entry => entry.replace(/^((?:responsibilities|occupation_skills|alternate_titles|classifications|wageestimates|figures)-\d+)-.*$/, '$1');
        const state = () => {
            const found = new Map();
            for (const [key, value] of new FormData(form)) {
                if (/^(csrfmiddlewaretoken|opened|.*_FORMS)$/.test(key)) continue;
                found.set(group(key), `${found.get(group(key)) ?? ''}\u0000${key}=${value}`);
            }
            return found;
        };
        const opened = state();
        const count = () => {
            const now = state();
            const keys = new Set([...opened.keys(), ...now.keys()]);
            const changes = [...keys].filter(key => opened.get(key) !== now.get(key)).length;
            const unsaved = changes ? `${changes} unsaved ${changes === 1 ? 'change' : 'changes'}` : typed ? 'Not saved yet' : '';
            said.textContent = unsaved || saved;
            said.toggleAttribute('data-saved', !unsaved);
            if (!publish) return;
            publish.name = unsaved ? '_save_and_publish' : '_publish';
            publish.textContent = unsaved ? publish.dataset.saveFirst : publish.dataset.publish;
        };
        let waiting = 0;
        for (const kind of ['input', 'change', 'formset:added', 'formset:removed']) {
            document.addEventListener(kind, () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(count); });
        }
        count();
    };

    // After a save, work goes on where it was: in a list, at the row that now has the same number.

    const PLACE = 'desk-place';
    let workplace = null;
    const placeOf = element => {
        const row = element.closest('.desk-item');
        if (!row) return {id: element.id};
        const list = row.closest('[data-list]');
        return {list: list.dataset.list, number: rows(list).indexOf(row)};
    };
    const returnTo = ({id, list, number}) => {
        const row = list && rows(form.querySelector(`[data-list="${list}"]`))[number];
        const target = row ? [wordsOf(row), ...row.querySelectorAll('[data-do]')].find(one => one.offsetParent) : id && document.getElementById(id);
        target?.focus();
    };
    form.addEventListener('focusin', event => { if (!event.target.closest('.desk-bar')) workplace = placeOf(event.target); });
    form.addEventListener('submit', event => {
        if (!event.defaultPrevented && workplace) sessionStorage.setItem(PLACE, JSON.stringify({path: location.pathname, ...workplace}));
    });
    const before = JSON.parse(sessionStorage.getItem(PLACE) || '{}');
    sessionStorage.removeItem(PLACE);
    const wasSaved = document.querySelector('.messagelist .success') !== null;
    const saved = wasSaved ? 'Saved' : '';

    const here = async () => {
        const sent = new FormData();
        sent.set('csrfmiddlewaretoken', form.elements.csrfmiddlewaretoken.value);
        const answer = await fetch(form.dataset.here, {method: 'POST', body: sent}).catch(() => null);
        if (!answer?.ok) return;
        const {others} = await answer.json();
        const said = form.querySelector('[data-others]');
        const text = others.length ? `Also here: ${others.join(', ')}` : '';
        if (said.textContent !== text) said.textContent = text;
    };

    window.addEventListener('load', () => setTimeout(() => {
        watch();
        form.append(proposals);
        form.addEventListener('input', event => {
            if (event.target.matches('[data-list="occupation_skills"] [data-edit] input[type="text"]')) propose(event.target);
        });
        if (form.dataset.here) setInterval(() => { if (!document.hidden) here(); }, 30_000);

        const focus = form.dataset.focus && document.getElementById(form.dataset.focus);
        const problems = document.querySelector('#problems');
        if (focus || problems) (focus || problems).focus();
        else if (wasSaved && (before.path === location.pathname || before.path?.endsWith('/add/'))) returnTo(before);
        for (const link of document.querySelectorAll('#problems a')) {
            link.addEventListener('click', event => {
                const target = document.querySelector(link.hash);
                if (!target) return;
                event.preventDefault();
                target.closest('details')?.setAttribute('open', '');
                target.focus();
            });
        }

        const links = new Map([...document.querySelectorAll('.desk-sections a')].map(link => [link.hash.slice(1), link]));
        const inSight = new Set();
        const seen = new IntersectionObserver(entries => {
            for (const {target, isIntersecting} of entries) inSight[isIntersecting ? 'add' : 'delete'](target.id);
            const first = [...links.keys()].find(id => inSight.has(id));
            for (const [id, link] of links) {
                if (id === first) link.setAttribute('aria-current', 'location');
                else link.removeAttribute('aria-current');
            }
        }, {rootMargin: '-10% 0px -50%'});
        for (const id of links.keys()) seen.observe(document.getElementById(id));
    }, 0));
});
