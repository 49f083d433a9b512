#!/usr/bin/python3
"""Reads and drives a window through the accessibility bus, as a screen reader does.

    reader.py APPLICATION

APPLICATION is a part of the program's name. One request in JSON to a line of standard input, one answer in JSON to a line
of standard output:

    {"do": "tree"}                                       the tree as text: role, name, what is said of it, value, states
    {"do": "find", "role": "list item", "name": "a"}     name, description, value, states, letters, height; null where there is none
    {"do": "focused"}                                    the same of what has the keyboard
    {"do": "click", "role": "push button", "name": "a"}  presses it; whether it could be
    {"do": "type", "role": "entry", "name": "a", "text": "b"}  fills it in; whether it could be
    {"do": "heard"}                                      every announcement so far
"""
import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

# How long a program may take to answer, in milliseconds, and how long after its start. Others than the one that is read
# may never do so. A click that is given up may have been done, and would be done twice.
IMPATIENT, PATIENT = (2_000, 5_000), (60_000, 60_000)

heard = []


def children(node):
    return [child for at in range(node.get_child_count()) if (child := node.get_child_at_index(at))]


def windows():
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    return [app for app in children(desktop) if sys.argv[1] in (app.get_name() or "")]


def every(node):
    yield node
    for child in children(node):
        yield from every(child)


def states(node):
    return sorted(state.value_nick for state in node.get_state_set().get_states())


def told(node):
    value, text = node.get_value_iface(), node.get_text_iface()
    place = node.get_component_iface()
    return {
        "role": node.get_role_name(),
        "name": node.get_name(),
        "description": node.get_description(),
        "value": [node.get_current_value(), node.get_minimum_value(), node.get_maximum_value()] if value else None,
        "states": states(node),
        "letters": Atspi.Text.get_character_count(text) if text else None,
        "height": place.get_extents(Atspi.CoordType.SCREEN).height if place else None,
    }


QUIET = {"enabled", "sensitive", "showing", "visible", "focusable", "selectable", "horizontal", "vertical", "opaque"}


def lines(node, depth=0):
    fact = told(node)
    said = [f"[{fact['role']}] {fact['name']}"]
    if fact["description"]:
        said.append(f"({fact['description']})")
    if fact["value"]:
        said.append("{:.0f} of {:.0f}…{:.0f}".format(*fact["value"]))
    said += [state for state in fact["states"] if state not in QUIET]
    yield "  " * depth + " ".join(said).rstrip()
    for child in children(node):
        yield from lines(child, depth + 1)


def found(request):
    for app in windows():
        for node in every(app):
            if node.get_role_name() == request["role"] and node.get_name() == request["name"]:
                return node
    return None


def focused():
    for app in windows():
        for node in every(app):
            if node.get_state_set().contains(Atspi.StateType.FOCUSED):
                return node
    return None


def clicked(node):
    Atspi.set_timeout(*PATIENT)
    try:
        action = node.get_action_iface()
        return bool(action and action.get_n_actions() and action.do_action(0))
    finally:
        Atspi.set_timeout(*IMPATIENT)


def answer(request):
    match request["do"]:
        case "tree":
            return "\n".join(line for app in windows() for line in lines(app))
        case "find":
            node = found(request)
            return told(node) if node else None
        case "focused":
            node = focused()
            return told(node) if node else None
        case "click":
            node = found(request)
            return node is not None and clicked(node)
        case "type":
            node = found(request)
            entry = node.get_editable_text_iface() if node else None
            return bool(entry and Atspi.EditableText.set_text_contents(entry, request["text"]))
        case "heard":
            return heard
    raise ValueError(request)


def asked(channel, _condition):
    line = channel.readline()
    if not line:
        loop.quit()
        return False
    try:
        said = answer(json.loads(line))
    except GLib.Error:
        # The window changed while it was read.
        said = None
    print(json.dumps(said), flush=True)
    return True


def announced(event):
    heard.append(str(event.any_data))


Atspi.init()
Atspi.set_timeout(*IMPATIENT)
listener = Atspi.EventListener.new(announced)
listener.register("object:announcement")
loop = GLib.MainLoop()
GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, asked)
loop.run()
